"use strict";

/**
 * Assessments as files hold them: whether a form can show one, what in it is wrong, and what it says to the judge.
 * A problem has the `name` of its field, as `responses.dignity.level`, "" of none, and a `text` in words.
 */
const positivecultureFile = (() => {
  const { fill } = positivecultureReasons;
  const TEXTS = ["service", "assessed_by", "note"];
  const ROWS = {
    evidence: { texts: ["title", "reference", "note"], days: ["dated", "lapses_on"] },
    actions: { texts: ["what", "who"], days: ["by_when", "done_on"] },
  };
  const DAYS = ["carried_from", "review_on"];
  const ADDRESS = /^https?:\/\/[^\s/]\S*$/;
  const BLANK = /[\u2800\u3164\uffa0\u115f\u1160]/g;

  const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isGiven = (value) => value !== undefined && value !== null;
  const isSeen = (text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test((text ?? "").replace(BLANK, ""));
  const shown = (value) => JSON.stringify(value);

  function isDay(value) {
    if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value) || value.startsWith("0000")) return false;
    const day = new Date(`${value}T00:00:00Z`);
    return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
  }

  /** Returns why a form cannot show a payload: nothing, where it can. */
  function misfits(payload, data) {
    const words = data.words.problems;
    if (!isTable(payload) || !isTable(payload.responses ?? {})) return [{ name: "", text: words.not_an_assessment }];
    for (const [key, other] of [["framework", words.other_framework], ["edition", words.other_edition]]) {
      if (typeof payload[key] !== "string") return [{ name: "", text: words.not_an_assessment }];
      if (payload[key] !== data[key]) return [{ name: "", text: fill(other, { name: payload[key], expected: data[key] }) }];
    }
    const problems = [];
    const refuse = (name, template, given) => problems.push({ name, text: fill(template, { given: shown(given) }) });
    const texts = (table, keys, below) => {
      for (const key of keys) if (isGiven(table[key]) && typeof table[key] !== "string") refuse(below + key, words.not_text, table[key]);
    };
    const days = (table, keys, below) => {
      for (const key of keys) if (isGiven(table[key]) && !isDay(table[key])) refuse(below + key, words.not_a_day, table[key]);
    };
    const choice = (value, known, name) => {
      if (isGiven(value) && !known.includes(value)) refuse(name, words.not_a_choice, value);
    };
    const unknown = (table, kinds, name) => {
      const known = kinds.flatMap((kind) => data.keys[kind]);
      for (const key of Object.keys(table)) if (isGiven(table[key]) && !known.includes(key)) refuse(name, words.unknown_key, key);
    };
    unknown(payload, ["assessment"], "");
    texts(payload, TEXTS, "");
    days(payload, ["assessed_on"], "");
    for (const key of Object.keys(data.choices)) choice(payload[key], data.choices[key], key);
    const named = new Set();
    for (const [key, given] of Object.entries(payload.responses ?? {})) {
      if (!isGiven(given)) continue;
      const topic = positivecultureJudge.valueOf(data.ids, key);
      const name = `responses.${topic}`;
      if (topic === undefined) problems.push({ name: "", text: fill(words.unknown_topic, { name: shown(key) }) });
      else if (named.has(topic)) problems.push({ name, text: words.answered_twice });
      else if (isTable(given)) inside(given, topic, name);
      else if (!isLevel(given, topic, data)) refuse(name, words.not_a_response, given);
      named.add(topic);
    }
    return problems;

    function inside(given, topic, name) {
      if (isGiven(given.level) && !isLevel(given.level, topic, data)) refuse(name, words.not_a_response, given.level);
      if (isGiven(given.not_applicable) && !data.aside.includes(topic)) refuse(name, data.words.problems.not_a_response, given);
      unknown(given, [positivecultureJudge.valueOf(data.program.scales, topic) ? "rated" : "reflected", "not_applicable"], name);
      texts(given, ["note", "not_applicable"], `${name}.`);
      days(given, DAYS, `${name}.`);
      for (const kind of ["roles", ...Object.keys(ROWS)]) {
        if (isGiven(given[kind]) && !Array.isArray(given[kind])) refuse(name, words.not_a_list, given[kind]);
      }
      for (const role of [given.roles ?? []].flat()) choice(role, data.roles, `${name}.roles`);
      for (const [kind, keys] of Object.entries(ROWS)) {
        [given[kind] ?? []].flat().forEach((entry, place) => {
          const below = `${name}.${kind}.${place}.`;
          if (!isTable(entry)) return refuse(name, words.not_a_response, entry);
          unknown(entry, [kind], name);
          texts(entry, keys.texts, below);
          days(entry, keys.days, below);
          if (kind === "evidence") choice(entry.kind, Object.keys(data.words.kinds), `${below}kind`);
        });
      }
    }
  }

  function isLevel(value, topic, data) {
    const scale = positivecultureJudge.valueOf(data.program.scales, topic);
    return scale !== undefined && Number.isInteger(value) && scale[0] <= value && value <= scale[1];
  }

  /** Returns a payload that a form can show with its responses by the ids of topics, and without those left out. */
  function normal(payload, data) {
    const given = Object.entries(payload.responses ?? {}).filter(([, response]) => isGiven(response));
    return { ...payload, responses: Object.fromEntries(given.map(([key, response]) => [data.ids[key], response])) };
  }

  /** Returns what is wrong with a payload that a form shows: what reading it would refuse. */
  function wrong(payload, data) {
    const words = data.words.problems;
    const day = payload.assessed_on;
    const problems = [];
    const refuse = (name, text) => problems.push({ name, text });
    if (!isSeen(payload.service)) refuse("service", words.missing);
    if (!isGiven(day)) refuse("assessed_on", words.missing);
    for (const [topic, given] of Object.entries(payload.responses)) {
      if (!isTable(given)) continue;
      const name = `responses.${topic}`;
      if (isGiven(given.not_applicable)) {
        if (!isSeen(given.not_applicable)) refuse(`${name}.not_applicable`, words.reason_missing);
        if (Object.keys(given).some((key) => key !== "not_applicable" && isGiven(given[key]))) refuse(name, words.beside_not_applicable);
        continue;
      }
      if (positivecultureJudge.valueOf(data.program.scales, topic) && !isGiven(given.level)) refuse(name, words.level_missing);
      if (isGiven(day) && given.carried_from >= day) refuse(`${name}.carried_from`, words.not_before_assessment);
      if (isGiven(day) && given.review_on <= day) refuse(`${name}.review_on`, words.not_after_assessment);
      (given.evidence ?? []).forEach((piece, place) => {
        const below = `${name}.evidence.${place}`;
        if (!isSeen(piece.title)) refuse(`${below}.title`, words.missing);
        if (isGiven(day) && piece.dated > day) refuse(`${below}.dated`, words.after_assessment);
        if (piece.lapses_on <= piece.dated) refuse(`${below}.lapses_on`, words.not_after_dated);
        if (piece.kind === "link" && !ADDRESS.test(piece.reference ?? "")) refuse(`${below}.reference`, words.not_an_address);
      });
      (given.actions ?? []).forEach((action, place) => {
        if (!isSeen(action.what)) refuse(`${name}.actions.${place}.what`, words.missing);
      });
    }
    return problems;
  }

  /** Returns what a payload says to the judge, with the evidence that counts on its day. */
  function answersOf({ responses, assessed_on: day }) {
    const answers = { levels: {}, not_applicable: [], answered: Object.keys(responses), evidence: {} };
    for (const [topic, given] of Object.entries(responses)) {
      if (!isTable(given)) answers.levels[topic] = given;
      else if (isGiven(given.not_applicable)) answers.not_applicable.push(topic);
      else {
        if (isGiven(given.level)) answers.levels[topic] = given.level;
        const counting = (given.evidence ?? []).filter((piece) => !isGiven(piece.lapses_on) || day < piece.lapses_on);
        if (counting.length) answers.evidence[topic] = counting.map((piece) => piece.kind ?? "record");
      }
    }
    return answers;
  }

  return { misfits, normal, wrong, answersOf, isTable, isGiven, ROWS: Object.keys(ROWS) };
})();
