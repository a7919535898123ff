"use strict";

// Judges in Node, with the scripts that are given as arguments: the words come in, then a case a line, and what is said
// of each goes out; of one without titles, how its awards are judged alone.

const { readFileSync } = require("node:fs");
const { createInterface } = require("node:readline");
const { runInThisContext } = require("node:vm");

const code = process.argv.slice(2).map((file) => readFileSync(file, "utf8"));
const names = "judge: positivecultureJudge, reasons: positivecultureReasons, file: positivecultureFile";
const { judge, reasons, file } = runInThisContext(`${code.join("\n")}\n({ ${names} })`);
let words;

function judged({ program, answers, titles, floor, basis }) {
  const awards = judge.judge(program, answers);
  if (!titles) return { awards: judge.toJson(awards) };
  const rules = new Map(program.awards.map((award) => [award.id, award.rule]));
  return {
    awards: judge.toJson(awards),
    way: reasons.inTheWay(awards, words, titles),
    bars: awards.map((award) => reasons.bar(award, rules.get(award.id), program, answers, words, titles)),
    indicated: reasons.indicated(awards, floor, basis, words, titles),
  };
}

function checked({ payload, data }) {
  const misfits = file.misfits(payload, data);
  return { misfits, wrong: misfits.length ? [] : file.wrong(file.normal(payload, data), data) };
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const given = JSON.parse(line);
  if (words === undefined) {
    words = given;
    return;
  }
  const told = "payload" in given ? checked(given) : judged(given);
  console.log(JSON.stringify(told, (_, value) => (typeof value === "bigint" ? String(value) : value)));
});
