"use strict";

/**
 * Words a verdict as the library's own documents do. Every sentence is a template of `words`, which the page is given;
 * `titles` has what each topic and each award is called.
 */
const positivecultureReasons = (() => {
  const { pointsOf, compared, isAtLeast, valueOf } = positivecultureJudge;
  const MET = "met";
  const MOST_NAMED = 5;

  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  const plural = (count, one, many) => fill(count === 1 ? one : many, { count });
  const joined = (parts) => parts.filter(Boolean).join("; ");

  function listed(titles, words) {
    if (titles.length < 2) return titles.join("");
    return fill(words.and, { others: titles.slice(0, -1).join(", "), last: titles.at(-1) });
  }

  /** Returns an exact number as people write it: 63, 62.5, or 125/3 where no decimal of 30 places is exact. */
  function decimal({ up, down }) {
    if (down === 1n) return String(up);
    for (let places = 1; places <= 30; places += 1) {
      const scale = 10n ** BigInt(places);
      if (scale % down === 0n) {
        const digits = String((up * scale) / down).padStart(places + 1, "0");
        return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
      }
    }
    return `${up}/${down}`;
  }

  /** Returns a blocker in words: its `text`, its `topic` where it speaks of one, and the `items` below it. */
  function item(blocker, words, titles) {
    const topic = blocker.topic;
    const values = { ...blocker, topic: titles.topics[topic], award: titles.awards[blocker.award] };
    switch (blocker.kind) {
      case "below":
        return { text: fill(words.below, values), topic, items: [] };
      case "unanswered":
        return { text: fill(blocker.needs === null ? words.unanswered : words.unanswered_level, values), topic, items: [] };
      case "needs-evidence": {
        const template = blocker.of_kind ? words.evidence_kind : words.evidence;
        return { text: fill(template, { ...values, kind: blocker.of_kind }), topic, items: [] };
      }
      case "share-below":
        return { text: capitalised(shareWords(blocker, words, titles)), items: [] };
      case "award-missing":
        return { text: fill(blocker.certain ? words.award : words.award_undecided, values), items: [] };
      case "nothing-to-judge":
        return { text: capitalised(words.nothing), items: [] };
      case "alternatives": {
        const items = blocker.options.map((option) => optionItem(option.map((one) => item(one, words, titles)), words));
        return { text: plural(blocker.needs, words.one_of, words.several_of), items };
      }
      default:
        throw new RangeError(`no kind of blocker: ${blocker.kind}`);
    }
  }

  const optionItem = (items, words) => (items.length === 1 ? items[0] : { text: words.all_of, items });

  const capitalised = (sentence) => sentence.slice(0, 1).toUpperCase() + sentence.slice(1);

  function shareWords(blocker, words, titles) {
    const { topics, points, most } = blocker;
    const [has, needs, could_be] = [blocker.has, blocker.needs, blocker.could_be].map(decimal);
    const isOfAll = topics.length === titles.rated.length && topics.every((topic, place) => topic === titles.rated[place]);
    const values = { has, needs, points, most, topics: several(topics.map((topic) => titles.plain[topic]), words) };
    const sentence = fill(isOfAll ? words.share : words.share_of, values);
    return isAtLeast(blocker.has, blocker.could_be) ? sentence : fill(words.share_open, { sentence, could_be });
  }

  /** Returns a few titles, and how many more there are. */
  function several(named, words) {
    if (named.length <= MOST_NAMED) return named.join(", ");
    return fill(words.and_more, { topics: named.slice(0, MOST_NAMED - 1).join(", "), count: named.length - MOST_NAMED + 1 });
  }

  /**
   * Returns what stands in the way of each award that is not met, lowest first: a `heading`, and either the `items` or,
   * of all but the lowest, a `sentence` that sums them up.
   */
  function inTheWay(awards, words, titles) {
    const unmet = awards.filter((award) => award.state !== MET);
    return unmet.map((award, place) => {
      const heading = fill(award.state === "undecided" ? words.undecided : words.in_the_way, { award: titles.awards[award.id] });
      if (award.blockers.every((blocker) => blocker.kind === "award-missing")) {
        const reasons = joined(award.blockers.map((blocker) => item(blocker, words, titles).text));
        return { heading, sentence: fill(words.only_missing, { reasons }) };
      }
      if (place === 0) return { heading, items: award.blockers.map((blocker) => item(blocker, words, titles)) };
      return { heading, sentence: summed(award.blockers, words, titles) };
    });
  }

  function summed(blockers, words, titles) {
    const [below, open] = ["below", "unanswered"].map((kind) => blockers.filter((one) => one.kind === kind).length);
    const others = blockers.filter((one) => !["below", "unanswered", "alternatives"].includes(one.kind));
    const parts = others.map((blocker) => item(blocker, words, titles).text);
    for (const { needs, options } of blockers.filter((one) => one.kind === "alternatives")) {
      const count = plural(options.length, words.one_option, words.several_options);
      parts.push(fill(needs === 1 ? words.one_of_options : words.several_of_options, { count: needs, options: count }));
    }
    if (below) parts.push(plural(below, words.one_below, words.several_below));
    if (open) parts.push(plural(open, words.one_open, words.several_open));
    return fill(words.summed, { reasons: capitalised(joined(parts)) });
  }

  /**
   * Returns how far an award has come: `figures`, `words`, and the `share` and `needs` that a picture shows, from 0 to 1.
   * A medal is measured by its requirements, a band of points by its points.
   */
  function bar(verdict, rule, program, answers, words, titles) {
    const needs = needed(rule);
    if (!needs.up) {
      const { up, down } = verdict.progress;
      const missing = verdict.blockers.filter((one) => one.kind === "award-missing").map((one) => titles.awards[one.award]);
      const needed = missing.length ? fill(words.needed_too, { awards: listed(missing, words) }) : "";
      const parts = [words.states[verdict.state], requirements(verdict.own, words), needed];
      return { share: verdict.progress, figures: fill(words.percent, { number: (100n * up) / down }), words: joined(parts) };
    }
    return band(verdict, sharesIn(rule), needs, answers, words);
  }

  function requirements(own, words) {
    if (own === null || own.size < 2n || own.size % own.progress.down) return "";
    return fill(words.requirements, { met: (own.progress.up * own.size) / own.progress.down, count: own.size });
  }

  function members(node) {
    return node.all ?? ("some" in node ? node.of : []);
  }

  function sharesIn(node) {
    return "share" in node ? [node] : members(node).flatMap(sharesIn);
  }

  /** Returns the per cent of the points without which a node is never met; 0 where there is a way without points. */
  function needed(node) {
    if ("share" in node) return { up: BigInt(node.share[0]), down: BigInt(node.share[1]) };
    const sorted = members(node)
      .map(needed)
      .sort((one, other) => isAtLeast(one, other) - isAtLeast(other, one));
    return sorted.at("some" in node ? node.some - 1 : -1) ?? { up: 0n, down: 1n };
  }

  function band(verdict, shares, needs, answers, words) {
    const state = words.states[verdict.state];
    const given = { levels: answers.levels, aside: new Set(answers.not_applicable) };
    const { least, best, most } = pointsOf(shares[0], given);
    const kinds = new Set(shares.map((node) => JSON.stringify([node.points, node.half_up])));
    if (most === 0n || kinds.size > 1) return { share: null, figures: "", words: state };
    const [has, couldBe] = [least, best].map((points) => compared(shares[0], points, most));
    const [share, could_be] = [has, couldBe].map(decimal);
    const parts = [
      state,
      least === best ? fill(words.points, { points: least, most }) : fill(words.points_open, { least, best, most }),
      fill(words.needs, { needs: decimal(needs) }),
    ];
    if (verdict.state === "not-met" && isAtLeast(has, needs)) parts.push(words.held_back);
    const figures = share === could_be ? fill(words.points_share, { share }) : fill(words.points_share_open, { share, could_be });
    const hundredth = ({ up, down }) => ({ up, down: 100n * down });
    return { share: hundredth(has), needs: hundredth(needs), figures, words: joined(parts) };
  }

  /** Returns what is indicated, and by whose judgement. */
  function indicated(awards, floor, basis, words, titles) {
    const met = awards.findLast((award) => award.state === MET);
    const isFloor = !met && floor && awards.every((award) => award.state === "not-met");
    const award = met ? titles.awards[met.id] : isFloor ? floor.title : words.no_award;
    return fill(valueOf(words.indicated, basis) ?? words.indicated.self, { award });
  }

  return { fill, plural, inTheWay, bar, indicated };
})();
