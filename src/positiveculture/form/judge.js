"use strict";

/**
 * Judges answers by the program of a framework, as docs/program.md describes it, and reads nothing else.
 *
 * Every number is exact: points are BigInt, and shares and progress are fractions of two of them. Of a node it works
 * out what stands in the way (null: nothing is left to judge), how far it has come, and of how many requirements that
 * speaks.
 */
const positivecultureJudge = (() => {
  const VERSION = 1;
  const ONE = { up: 1n, down: 1n };
  const ZERO = { up: 0n, down: 1n };
  const NOTHING = { blockers: null, progress: ZERO, size: 0n };

  function fraction(up, down) {
    let [one, other] = [up < 0n ? -up : up, down];
    while (other) [one, other] = [other, one % other];
    return { up: up / one, down: down / one };
  }

  const add = (one, other) => fraction(one.up * other.down + other.up * one.down, one.down * other.down);
  const times = (one, other) => fraction(one.up * other.up, one.down * other.down);
  const isAtLeast = (one, other) => one.up * other.down >= other.up * one.down;
  const isCertain = (blockers) => blockers.some((blocker) => blocker.certain);
  const valueOf = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);
  const requirement = (blocker) =>
    blocker ? { blockers: [blocker], progress: ZERO, size: 1n } : { blockers: [], progress: ONE, size: 1n };

  /**
   * Returns each award's `id`, `state`, `progress`, `blockers`, and `own`: how far what it asks for besides other awards
   * has come, in how many requirements, null where nothing is left to judge. Fractions are `{up, down}`.
   */
  function judge(program, answers) {
    if (program.version !== VERSION) throw new RangeError(`a program of version ${program.version}`);
    const found = new Map();
    const given = {
      levels: answers.levels,
      evidence: answers.evidence,
      scales: program.scales,
      answered: new Set(answers.answered),
      aside: new Set(answers.not_applicable),
      awards: found,
    };
    for (const award of program.awards) {
      const part = look(award.rule, given);
      const blockers = part.blockers ?? [{ kind: "nothing-to-judge", certain: false }];
      const state = blockers.length === 0 ? "met" : isCertain(blockers) ? "not-met" : "undecided";
      const progress = part.blockers ? part.progress : ZERO;
      found.set(award.id, { id: award.id, state, progress, own: ownOf(award.rule, given), blockers });
    }
    return [...found.values()];
  }

  function look(node, given) {
    if ("level" in node) return lookAtLevel(node, given);
    if ("answered" in node) {
      const isAnswered = given.answered.has(node.answered);
      return requirement(isAnswered ? null : { kind: "unanswered", certain: false, topic: node.answered, needs: null });
    }
    if ("evidence" in node) return lookAtEvidence(node, given);
    if ("share" in node) return lookAtShare(node, given);
    if ("award" in node) {
      const other = given.awards.get(node.award);
      const missing = { kind: "award-missing", certain: other.state === "not-met", award: node.award };
      return { blockers: other.blockers.length ? [missing] : [], progress: other.progress, size: 1n };
    }
    if ("all" in node) return lookAtAll(node.all, given);
    if ("some" in node) return lookAtSome(BigInt(node.some), node.of, given);
    throw new RangeError(`no kind of node: ${JSON.stringify(node)}`);
  }

  function lookAtLevel({ level: needs, of: topic }, given) {
    if (given.aside.has(topic)) return NOTHING;
    const has = valueOf(given.levels, topic);
    if (has === undefined) {
      const isEnough = given.scales[topic][0] >= needs;
      return requirement(isEnough ? null : { kind: "unanswered", certain: false, topic, needs });
    }
    return requirement(has >= needs ? null : { kind: "below", certain: true, topic, needs, has });
  }

  function lookAtEvidence({ evidence: topic, kind }, given) {
    if (given.aside.has(topic)) return NOTHING;
    const kinds = valueOf(given.evidence, topic) ?? [];
    const isThere = kind === "" ? kinds.length > 0 : kinds.includes(kind);
    const bare = { kind: "needs-evidence", certain: given.answered.has(topic), topic, of_kind: kind };
    return requirement(isThere ? null : bare);
  }

  /** Returns the points with every open question at its lowest and at its highest level, and the most possible. */
  function pointsOf(node, given) {
    const topics = Object.keys(node.points).filter((topic) => !given.aside.has(topic));
    let [least, best, most] = [0n, 0n, 0n];
    for (const topic of topics) {
      const each = Object.values(node.points[topic]).map(BigInt);
      const [low, high] = each.reduce(([low, high], one) => [one < low ? one : low, one > high ? one : high], [each[0], each[0]]);
      const has = valueOf(given.levels, topic);
      const points = has === undefined ? null : BigInt(node.points[topic][has]);
      least += points ?? low;
      best += points ?? high;
      most += high;
    }
    return { topics, least, best, most };
  }

  function compared(node, points, most) {
    return node.half_up ? { up: (200n * points + most) / (2n * most), down: 1n } : fraction(100n * points, most);
  }

  function lookAtShare(node, given) {
    const { topics, least, best, most } = pointsOf(node, given);
    if (most === 0n) return NOTHING;
    const needs = fraction(BigInt(node.share[0]), BigInt(node.share[1]));
    const [has, couldBe] = [compared(node, least, most), compared(node, best, most)];
    if (isAtLeast(has, needs)) return requirement(null);
    const certain = !isAtLeast(couldBe, needs);
    const blocker = { kind: "share-below", certain, needs, has, could_be: couldBe, topics, points: least, most };
    return { blockers: [blocker], progress: fraction(100n * least * needs.down, most * needs.up), size: 1n };
  }

  /** Returns the mean progress of parts, each as often as its size, and the sum of their sizes; null: nothing is left. */
  function together(parts) {
    const left = parts.filter((part) => part.blockers !== null);
    if (parts.length && !left.length) return null;
    const size = left.reduce((sum, part) => sum + part.size, 0n);
    const sum = left.reduce((sum, part) => add(sum, times(part.progress, { up: part.size, down: 1n })), ZERO);
    return { progress: size ? times(sum, { up: 1n, down: size }) : ONE, size };
  }

  function lookAtAll(nodes, given) {
    const parts = nodes.map((node) => look(node, given));
    const own = together(parts.filter((_, place) => !("award" in nodes[place])));
    if (own === null) return NOTHING;
    const held = parts.filter((_, place) => "award" in nodes[place]);
    return {
      blockers: parts.flatMap((part) => part.blockers ?? []),
      progress: held.reduce((product, part) => times(product, part.progress), own.progress),
      size: own.size || 1n,
    };
  }

  function ownOf(rule, given) {
    const nodes = "all" in rule ? rule.all : [rule];
    return together(nodes.filter((node) => !("award" in node)).map((node) => look(node, given)));
  }

  function lookAtSome(n, nodes, given) {
    const left = nodes.map((node) => look(node, given)).filter((part) => part.blockers !== null);
    if (!left.length) return NOTHING;
    const options = left.filter((part) => part.blockers.length).map((part) => part.blockers);
    const asked = n < BigInt(left.length) ? Number(n) : left.length;
    const furthest = left.map((part) => part.progress).sort((one, other) => (isAtLeast(one, other) ? -1 : 1));
    const best = furthest.slice(0, asked).reduce(add);
    const progress = times(best, { up: 1n, down: BigInt(asked) });
    const needs = asked - (left.length - options.length);
    if (needs <= 0) return { blockers: [], progress, size: 1n };
    const open = options.filter((blockers) => !isCertain(blockers)).length;
    return { blockers: [{ kind: "alternatives", certain: open < needs, needs, options }], progress, size: 1n };
  }

  /** Returns a fraction of 0 or more as the number that is nearest to it. */
  function toNumber({ up, down }) {
    const bits = (whole) => whole.toString(2).length;
    const shift = Math.max(0, bits(down) - bits(up) + 64);
    const scaled = up << BigInt(shift);
    // The last bit says whether anything is left of the division, so that halves are rounded as they have to be.
    const whole = (scaled / down) | (scaled % down ? 1n : 0n);
    return Number(whole) / 2 ** shift;
  }

  /** Returns what `judge` returned, without `own`, as `outcome_to_dict` has it: progress is 1 if and only if it is 1. */
  function toJson(awards) {
    return awards.map(({ id, state, progress, blockers }) => ({
      id,
      state,
      progress: progress.up === progress.down ? 1 : Math.min(toNumber(progress), 1 - 2 ** -53),
      blockers: blockers.map(blockerToJson),
    }));
  }

  function blockerToJson(blocker) {
    const plain = Object.entries(blocker).map(([key, value]) => {
      if (key === "options") return [key, value.map((option) => option.map(blockerToJson))];
      if (typeof value === "bigint") return [key, Number(value)];
      return [key, typeof value?.up === "bigint" ? toNumber(value) : value];
    });
    return Object.fromEntries(plain);
  }

  return { judge, toJson, pointsOf, compared, isAtLeast, valueOf };
})();

if (typeof module === "object") module.exports = positivecultureJudge;
