"use strict";

/**
 * What happens at the fields of a form: the verdict is worked out with every answer, and the answers are saved to a file
 * and loaded from one. The fields are what the answers are; what they have no place for is kept as it was loaded.
 */
(() => {
  const { judge } = positivecultureJudge;
  const { fill, plural, inTheWay, bar, indicated } = positivecultureReasons;
  const { misfits, normal, wrong, answersOf, isTable, isGiven, ROWS } = positivecultureFile;

  const data = JSON.parse(document.getElementById("positiveculture-data").textContent);
  const { words, titles, program } = data;
  const rules = new Map(program.awards.map((award) => [award.id, award.rule]));
  const root = document.querySelector(".fields");
  const topics = new Map([...root.querySelectorAll(".topic")].map((field) => [field.dataset.topic, field]));
  const HEAD = ["service", "assessed_on", "assessed_by", "mode", "service_model", "note"].filter((name) => at(name));
  const LARGEST = 8;
  const NOT_APPLICABLE = "not-applicable";
  const SHOWN = ["level", "note", "not_applicable", "carried_from", "review_on", "roles", ...ROWS];
  const SVG = "http://www.w3.org/2000/svg";

  /** What was loaded and not changed since: each topic's response, and all else. */
  let loaded = {};
  let untouched = new Map();
  let responses = new Map();
  let isDirty = false;

  function at(name) {
    return document.getElementById(name);
  }

  function part(selector) {
    return document.querySelector(`.positiveculture ${selector}`);
  }

  function make(tag, text, ...children) {
    const element = document.createElement(tag);
    if (text !== "") element.textContent = text;
    element.append(...children);
    return element;
  }

  // Fields: what is in them, and what was put there where they cannot hold it as it is, such as two lines in one.

  const given = new WeakMap();

  function put(field, value) {
    field.value = value ?? (field.matches("select") ? field.options[0].value : "");
    if (isGiven(value)) given.set(field, { value, shown: field.value });
    else given.delete(field);
    grow(field);
  }

  function take(field) {
    const before = given.get(field);
    if (before && before.shown === field.value) return before.value;
    return field.value === "" ? undefined : field.value.replace(/\p{Surrogate}/gu, "\ufffd");
  }

  function grow(field) {
    if (field.parentElement.matches(".lines, .line")) field.parentElement.dataset.text = field.value;
  }

  /** Returns a table of the fields that have something in them. */
  function taken(pairs) {
    return Object.fromEntries(pairs.map(([key, field]) => [key, take(field)]).filter(([, value]) => value !== undefined));
  }

  // From the fields to the answers.

  function levelOf(topic) {
    return topics.get(topic).querySelector(`input[name="responses.${topic}.level"]:checked`)?.value ?? "";
  }

  function rowsOf(topic, kind) {
    return [...topics.get(topic).querySelectorAll(`[data-rows="${kind}"] .row`)];
  }

  function rowOf(element) {
    const fields = [...element.querySelectorAll("input, select, textarea")];
    const found = taken(fields.map((field) => [field.name.split(".").at(-1), field]));
    if (found.kind === "record") delete found.kind;
    return found;
  }

  function responseOf(topic) {
    const before = untouched.get(topic);
    if (before !== undefined) return before;
    const below = `responses.${topic}.`;
    const single = ["note", "carried_from", "review_on"].map((key) => [key, at(below + key)]).filter(([, field]) => field);
    const written = taken(single);
    const roles = [...topics.get(topic).querySelectorAll(`input[name="${below}roles"]:checked`)].map((box) => box.value);
    const earlierRoles = loaded.responses?.[topic]?.roles ?? [];
    const isSame = roles.length === new Set(earlierRoles).size && roles.every((role) => earlierRoles.includes(role));
    if (roles.length) written.roles = isSame ? earlierRoles : roles;
    for (const kind of ROWS) {
      const rows = rowsOf(topic, kind).map(rowOf).filter((row) => Object.keys(row).length);
      if (rows.length) written[kind] = rows;
    }
    const level = levelOf(topic);
    if (level === NOT_APPLICABLE) return { not_applicable: take(at(`${below}not_applicable`)) ?? "", ...written };
    const hasWritten = Object.keys(written).length > 0;
    const earlier = isTable(loaded.responses?.[topic]) ? Object.entries(loaded.responses[topic]) : null;
    const kept = (earlier ?? []).filter(([key]) => !SHOWN.includes(key));
    // A reflection in which nothing is written is one all the same, unless something was and was taken out.
    if (level === "" && !hasWritten) return earlier && kept.length === earlier.length ? loaded.responses[topic] : undefined;
    const table = { ...(level === "" ? {} : { level: Number(level) }), ...written, ...Object.fromEntries(kept) };
    return Object.keys(table).length === 1 && "level" in table ? table.level : table;
  }

  function payloadOf() {
    const { responses: _, framework, edition, ...others } = loaded;
    for (const name of HEAD) delete others[name];
    const head = taken(HEAD.map((name) => [name, at(name)]));
    const answered = Object.fromEntries([...responses].filter(([, response]) => response !== undefined));
    return { framework: data.framework, edition: data.edition, ...head, ...others, responses: answered };
  }

  // From answers to the fields.

  function show(payload) {
    loaded = normal(payload, data);
    for (const name of HEAD) put(at(name), payload[name] ?? undefined);
    for (const topic of topics.keys()) showTopic(topic, loaded.responses[topic]);
    untouched = new Map(Object.entries(loaded.responses));
    responses = new Map([...topics.keys()].map((topic) => [topic, responseOf(topic)]));
    showStatements();
    isDirty = false;
    draw();
  }

  function showTopic(topic, response) {
    const element = topics.get(topic);
    const table = isTable(response) ? response : { level: response };
    const level = isGiven(table.not_applicable) ? NOT_APPLICABLE : String(table.level ?? "");
    for (const radio of element.querySelectorAll(`input[name="responses.${topic}.level"]`)) radio.checked = radio.value === level;
    for (const box of element.querySelectorAll("input[type=checkbox]")) box.checked = (table.roles ?? []).includes(box.value);
    showDays(topic, table);
    for (const key of ["note", "not_applicable"]) {
      const field = at(`responses.${topic}.${key}`);
      if (field) put(field, table[key] ?? undefined);
    }
    for (const kind of ROWS) {
      rowsOf(topic, kind).forEach((row) => row.remove());
      (table[kind] ?? []).forEach((entry) => addRow(topic, kind, entry));
    }
    for (const details of element.querySelectorAll(".written, .roles")) {
      details.open = [...details.querySelectorAll("input, textarea")].some((field) =>
        field.type === "checkbox" ? field.checked : field.value !== "",
      );
    }
  }

  /** Shows the days of a rating that is carried over or due for review; most have none, and no fields for them. */
  function showDays(topic, table) {
    const element = topics.get(topic);
    element.querySelector(".days")?.remove();
    const template = at("positiveculture-days");
    if (!template || !(isGiven(table.carried_from) || isGiven(table.review_on))) return;
    const days = named(template, topic, "");
    element.querySelector(".written").append(days);
    for (const key of ["carried_from", "review_on"]) put(at(`responses.${topic}.${key}`), table[key] ?? undefined);
  }

  /** Returns what is in a template, its fields named for a topic and a place. */
  function named(template, topic, place) {
    const element = template.content.firstElementChild.cloneNode(true);
    for (const each of [element, ...element.querySelectorAll("*")]) {
      for (const attribute of each.attributes) {
        attribute.value = attribute.value.replace("TOPIC", topic).replace("PLACE", place);
      }
    }
    return element;
  }

  function addRow(topic, kind, entry = {}) {
    const rows = topics.get(topic).querySelector(`[data-rows="${kind}"]`);
    if (!rows) return null;
    const taken = rowsOf(topic, kind).map((row) => Number(row.querySelector("[name]").name.split(".")[3]));
    const place = Math.max(-1, ...taken) + 1;
    const row = named(at(`positiveculture-${kind}`), topic, place);
    rows.insertBefore(row, rows.querySelector(":scope > .add"));
    for (const field of row.querySelectorAll("input, select, textarea")) put(field, entry[field.name.split(".").at(-1)] ?? undefined);
    row.querySelector(".remove").hidden = false;
    numberRows(topic, kind);
    return row;
  }

  function numberRows(topic, kind) {
    const template = kind === "actions" ? words.action_row : words.evidence_row;
    rowsOf(topic, kind).forEach((row, place) => {
      row.querySelector("legend").textContent = fill(template, { number: place + 1 });
    });
  }

  function showStatements() {
    const model = at("service_model")?.value ?? "";
    for (const each of root.querySelectorAll("[data-model]")) {
      const models = each.dataset.model.split(" ");
      each.hidden = "general" in each.dataset ? models.includes(model) : !models.includes(model);
    }
  }

  // What is shown of the answers.

  function draw() {
    const payload = payloadOf();
    const problems = wrong(payload, data);
    const answers = answersOf(payload);
    // Without a name of the service, nobody else reads the file; what it indicates is known all the same.
    const blocking = problems.filter(({ name }) => name !== "service");
    const awards = blocking.length ? [] : judge(program, answers);
    drawVerdict(payload, answers, awards, blocking);
    drawWrong(problems);
    drawBars(awards, answers);
    drawWay(awards);
  }

  function counted(answers, among) {
    const aside = new Set(answers.not_applicable);
    const answered = among.filter((topic) => answers.answered.includes(topic) && !aside.has(topic)).length;
    const parts = [fill(among.length === 1 ? words.one_answered : words.answered, { answered, topics: among.length })];
    const apart = among.filter((topic) => aside.has(topic)).length;
    if (apart) parts.push(fill(words.not_applicable, { count: apart }));
    return parts.join("; ");
  }

  function drawVerdict(payload, answers, awards, problems) {
    const place = part(".verdict");
    if (!place) return;
    const basis = payload.basis ?? "self";
    const verdict = problems.length
      ? plural(problems.length, words.one_wrong, words.several_wrong)
      : program.awards.length
        ? indicated(awards, data.floor, basis, words, titles)
        : "";
    const count = counted(answers, data.topics);
    const said = [verdict, count].filter(Boolean).join(". ");
    if (place.dataset.said === said) return;
    place.dataset.said = said;
    place.replaceChildren(...(verdict ? [make("strong", verdict), " "] : []), make("span", count));
  }

  function labelOf(name) {
    const [responses, topic] = name.split(".");
    const field = at(name);
    const label = field?.labels?.[0] ? field.labels[0].textContent : "";
    if (responses !== "responses") return label;
    return [titles.topics[topic], label].filter(Boolean).join(", ");
  }

  function drawWrong(problems) {
    for (const field of root.querySelectorAll('[aria-invalid="true"]')) field.removeAttribute("aria-invalid");
    for (const { name } of problems) {
      const field = fieldOf(name);
      if (field && !field.matches("fieldset")) field.setAttribute("aria-invalid", "true");
    }
    const place = part(".wrong");
    if (!place) return;
    place.replaceChildren();
    if (!problems.length) return;
    const list = make("ul", "", ...problems.map(({ name, text }) => make("li", "", link(name, `${labelOf(name)}: ${text}`))));
    place.append(make(`h${place.dataset.level}`, words.to_be_put_right), list);
  }

  /** Returns the field of a name; the rows of the answers are those that have something in them. */
  function fieldOf(name) {
    const [, topic, kind, place, key] = name.split(".");
    if (key === undefined) return at(name);
    const filled = rowsOf(topic, kind).filter((row) => Object.keys(rowOf(row)).length);
    return filled[place]?.querySelector(`[name$=".${key}"]`);
  }

  function link(name, text) {
    const anchor = make("a", text);
    const field = fieldOf(name);
    anchor.href = `#${field ? field.id : name}`;
    return anchor;
  }

  function drawBars(awards, answers) {
    const place = part(".bars");
    if (!place) return;
    if (!program.awards.length) {
      place.replaceChildren(make("ul", "", ...groups(answers)));
      return;
    }
    const rows = awards.map((award) => {
      const { share, needs, figures, words: said } = bar(award, rules.get(award.id), program, answers, words, titles);
      const head = make("p", "", make("strong", titles.awards[award.id]), " ", make("span", figures));
      head.lastChild.className = "figures";
      return make("li", "", head, ...(share ? [drawing(share, needs)] : []), make("p", said.replaceAll(" %", "\u00a0%")));
    });
    place.replaceChildren(make("ul", "", ...rows));
  }

  function groups(answers) {
    return [...root.querySelectorAll(".group")].map((group) => {
      const among = [...group.querySelectorAll(".topic")].map((topic) => topic.dataset.topic);
      const title = group.firstElementChild.textContent;
      return make("li", "", make("strong", title), ` ${counted(answers, among)}`);
    });
  }

  /** Returns a bar of a share from 0 to 1, with a mark at what is needed; its words are beside it. */
  function drawing(share, needs) {
    const part = ({ up, down }) => Number((1000n * up) / down) / 10;
    const picture = document.createElementNS(SVG, "svg");
    const set = (element, values) => Object.entries(values).forEach(([key, value]) => element.setAttribute(key, value));
    set(picture, { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" });
    const shapes = [
      ["rect", { class: "track", x: 0, y: 0, width: 100, height: 6 }],
      ["rect", { class: "fill", x: 0, y: 0, width: part(share), height: 6 }],
      ...(needs ? [["rect", { class: "mark", x: part(needs) - 0.4, y: 0, width: 0.8, height: 6 }]] : []),
    ];
    for (const [tag, values] of shapes) {
      const shape = document.createElementNS(SVG, tag);
      set(shape, values);
      picture.append(shape);
    }
    return picture;
  }

  function drawWay(awards) {
    const place = part(".way");
    if (!place) return;
    const blocks = inTheWay(awards, words, titles).flatMap(({ heading, items, sentence }) => [
      make(`h${place.dataset.level}`, heading),
      items ? listOf(items) : make("p", sentence),
    ]);
    if (awards.length && !blocks.length) blocks.push(make("p", words.every_award));
    place.replaceChildren(...blocks);
  }

  function listOf(items) {
    return make("ul", "", ...items.map(({ text, topic, items: below }) => {
      const said = topic ? link(`responses.${topic}`, text) : text;
      return make("li", "", said, ...(below.length ? [listOf(below)] : []));
    }));
  }

  function tell(text, ...more) {
    part(".message")?.replaceChildren(...(text ? [make("p", text)] : []), ...more);
  }

  // What people do.

  function touched(element) {
    const topic = element.closest(".topic")?.dataset.topic;
    isDirty = true;
    if (topic) {
      untouched.delete(topic);
      responses.set(topic, responseOf(topic));
    }
    draw();
  }

  root.addEventListener("input", ({ target }) => {
    grow(target);
    if (target.id === "service_model") showStatements();
    touched(target);
  });

  root.addEventListener("click", ({ target }) => {
    const topic = target.closest(".topic")?.dataset.topic;
    const rows = target.closest("[data-rows]");
    if (target.matches(".add")) {
      addRow(topic, rows.dataset.rows).querySelector("input, select, textarea").focus();
    } else if (target.matches(".remove")) {
      target.closest(".row").remove();
      numberRows(topic, rows.dataset.rows);
      rows.querySelector(":scope > .add").focus();
      touched(rows);
    }
  });

  function nextOpen() {
    const order = [...topics.keys()];
    const here = order.indexOf(document.activeElement?.closest(".topic")?.dataset.topic ?? last);
    const open = (topic) => responses.get(topic) === undefined;
    const next = [...order.slice(here + 1), ...order.slice(0, here + 1)].find(open);
    if (next === undefined) {
      tell(words.all_answered);
      return;
    }
    tell("");
    last = next;
    const element = topics.get(next);
    element.scrollIntoView();
    element.querySelector("input[type=radio]:checked, input[type=radio], textarea").focus({ preventScroll: true });
  }
  let last = "";

  function save() {
    const payload = payloadOf();
    const plain = `${payload.service ?? data.framework}-${payload.assessed_on ?? ""}`.toLowerCase();
    const name = `${plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 80) || data.framework}.json`;
    const file = new Blob([`${JSON.stringify(payload, null, 2)}\n`], { type: "application/json" });
    const anchor = make("a", "");
    anchor.href = URL.createObjectURL(file);
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 60000);
    isDirty = false;
    tell(fill(wrong(payload, data).length ? words.saved_wrong : words.saved, { name }));
  }

  async function load(file) {
    const problems = words.problems;
    const refuse = (found) => {
      const shown = found.slice(0, 20).map(({ name, text }) => make("li", name ? `${labelOf(name)}: ${text}` : text));
      if (found.length > 20) shown.push(make("li", fill(words.one_more, { count: found.length - 20 })));
      tell(fill(words.not_loaded, { name: file.name }), make("ul", "", ...shown));
    };
    if (file.size > LARGEST * 2 ** 20) return refuse([{ name: "", text: fill(problems.too_large, { most: LARGEST }) }]);
    let payload;
    try {
      payload = JSON.parse(await file.text());
    } catch {
      return refuse([{ name: "", text: problems.not_json }]);
    }
    const found = misfits(payload, data);
    if (found.length) return refuse(found);
    if (isDirty && !confirm(words.replace)) return undefined;
    show(payload);
    return tell(fill(words.loaded, { name: file.name }));
  }

  part(".bar .next")?.addEventListener("click", nextOpen);
  part(".bar .save")?.addEventListener("click", save);
  part(".bar .print")?.addEventListener("click", () => print());
  at("positiveculture-load")?.addEventListener("change", async ({ target }) => {
    if (target.files.length) await load(target.files[0]);
    target.value = "";
  });
  if (part(".bar .save")) {
    addEventListener("beforeunload", (event) => {
      if (isDirty) event.preventDefault();
    });
    addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "s") {
        event.preventDefault();
        save();
      }
    });
    root.closest("form").addEventListener("submit", (event) => event.preventDefault());
  }

  for (const button of root.querySelectorAll(".add, .remove")) button.hidden = false;
  for (const lines of root.querySelectorAll(".lines, .line")) grow(lines.firstElementChild);
  addEventListener("beforeprint", () => {
    for (const field of root.querySelectorAll(".row .field")) {
      field.classList.toggle("empty", field.querySelector("input, select, textarea").value === "");
    }
  });
  if (part(".bar .save")) {
    const today = new Date();
    const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((part) => String(part).padStart(2, "0"));
    show(data.start ?? { framework: data.framework, edition: data.edition, assessed_on: day.join("-"), responses: {} });
  } else {
    responses = new Map([...topics.keys()].map((topic) => [topic, responseOf(topic)]));
    showStatements();
    draw();
  }
})();
