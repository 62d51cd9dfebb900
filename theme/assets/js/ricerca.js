// What answers the search box (cerca.js): a worker, so that typing stays smooth.
// It reads search_index.json, knows how Italian words change, and puts the pages of an answer in order. A page is
// as good as its words: each word that was asked for counts once, where it is found best, and rare ones count more.
"use strict";

// ---- Words

const WORD = /[\p{L}\p{M}\p{N}_]+/gu;
// Words that say nothing of what is looked for; a letter alone (l'arbitrato, c'è) says nothing either.
const SMALL = new Set(
  ("ad agli ai al all alla alle allo anche che chi ci col come con cosa cui da dagli dai dal dall dalla dalle dallo de " +
    "degli dei del dell della delle dello di do dov dove ed era fra fu gli ha hanno il in io la le lo ma mi ne negli " +
    "nei nel nell nella nelle nello non occupa od ogni per perche piu puo qual quale quali quando quanta quante quanti " +
    "quanto quest questa queste questi questo se si sia sono su sugli sui sul sull sulla sulle sullo tra tutta tutte " +
    "tutti tutto un una uno").split(" "),
);

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text) => (text.match(WORD) || []).map(fold);
// What the forms of a word have in common: impresa, imprese; luogo, luoghi; ufficio, uffici.
const stem = (word) => word.replace(/^(\D{3,}?)h?[aeiou]{1,2}$/, "$1");

function shared(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

// One letter missing, added, changed, or two exchanged.
function isSlip(one, other) {
  const same = shared(one, other);
  const [a, b] = [one.slice(same), other.slice(same)];
  const exchanged = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return exchanged || a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1);
}

// How well a word of the index answers one that was asked for, from 0 to 1.
function likeness(asked, askedStem, word, wordStem) {
  if (word === asked) return 1;
  if (wordStem === askedStem) return 0.9;
  if (word.startsWith(asked)) return 0.4 + (0.4 * asked.length) / word.length;
  // Of one family: alluvione, alluvionali.
  const common = shared(asked, word);
  const share = common / Math.max(askedStem.length, wordStem.length);
  return common >= 5 && share >= 0.6 ? 0.4 * Math.min(share, 1) : 0;
}

function misspelt(asked, askedStem, word, wordStem) {
  if (asked.length < 5) return 0;
  if (isSlip(asked, word)) return 0.5;
  if (askedStem.length >= 5 && isSlip(askedStem, wordStem)) return 0.45;
  // Still being typed, or of one family.
  const root = askedStem.length >= 5 ? askedStem : asked;
  return [-1, 0, 1].some((more) => isSlip(root, word.slice(0, root.length + more))) ? 0.3 : 0;
}

// ---- The index

// What a word counts where it stands. Each number is from the middle of a wide range that answers the questions of
// the tests (ricerche.yml) alike.
const WEIGHTS = { page: { title: 1, text: 0.5 }, point: { title: 0.35, text: 0.2 } };
const CODE = 1.5;
// The code itself, or how it begins, comes before any word.
const [WHOLE_CODE, BEGUN_CODE] = [100, 20];
// Likeness below which a word may as well have been misspelt; share of the best score below which a page is no answer.
const [SURE, WORTHWHILE] = [0.55, 0.1];
// What has a code is what the plan is about: of two equals, the objective before the office.
const CODED = 1.1;

const letters = (text) => fold(text).replace(/[^\p{L}\p{N}]/gu, "");

let pages = [];
let vocabulary = [];

// The index lists every page before its points.
function read(docs) {
  const byAddress = new Map();
  const postings = new Map();
  for (const doc of docs) {
    const [address] = doc.location.split("#");
    const entry = { location: doc.location, title: doc.title, text: doc.text.replace(/\s+/g, " ").trim() };
    const isPage = !byAddress.has(address);
    if (isPage) {
      const codes = (doc.codici || "").split(" ").filter(Boolean).map(letters);
      const titleLength = new Set(wordsOf(entry.title).filter((word) => !SMALL.has(word) && !/\d/.test(word))).size;
      const boost = (doc.boost || 1) * (codes.length ? CODED : 1);
      byAddress.set(address, { entries: [], place: byAddress.size, boost, codes, titleLength });
    }
    const page = byAddress.get(address);
    page.entries.push(entry);
    const weights = isPage ? WEIGHTS.page : WEIGHTS.point;
    const found = new Map();
    for (const word of wordsOf(entry.text)) found.set(word, weights.text);
    for (const word of wordsOf(entry.title)) found.set(word, weights.title);
    for (const word of wordsOf(doc.codici || "")) found.set(word, CODE);
    for (const [word, weight] of found) {
      if (!postings.has(word)) postings.set(word, []);
      postings.get(word).push({ page, entry, weight, inTitle: isPage && weight >= weights.title });
    }
  }
  pages = [...byAddress.values()];
  vocabulary = [...postings].map(([word, places]) => ({ word, stem: stem(word), places }));
}

// ---- Answers

// The words of the index that answer a word, each with its likeness; misspellings only where nothing else fits.
function answersTo(asked) {
  const askedStem = stem(asked);
  const by = (measure) =>
    vocabulary.flatMap(({ word, stem: wordStem, places }) => {
      const found = measure(asked, askedStem, word, wordStem);
      return found ? [{ word, likeness: found, places }] : [];
    });
  const answers = by(likeness);
  return answers.some((known) => known.likeness >= SURE) ? answers : answers.concat(by(misspelt));
}

// A whole page pasted into the box must not keep it busy.
const MOST_WORDS = 16;

function question(text) {
  const words = [...new Set(wordsOf(text))];
  const telling = words.filter((word) => word.length > 1 && !SMALL.has(word));
  return (telling.length ? telling : words).slice(0, MOST_WORDS);
}

const raise = (map, key, number) => map.set(key, Math.max(map.get(key) || 0, number));
const sum = (numbers) => [...numbers].reduce((total, number) => total + number, 0);

// Every page that knows a word that was asked for, or a code: what it knows, as a whole, in its title, at each point.
function matchesOf(words, code) {
  const matches = new Map();
  const matchOf = (page) => {
    if (!matches.has(page)) matches.set(page, { page, coded: 0, worths: new Map(), titled: new Map(), points: new Map() });
    return matches.get(page);
  };
  for (const asked of words) {
    const answers = answersTo(asked);
    const reached = new Set(answers.flatMap((known) => known.places.map((place) => place.page)));
    const rarity = Math.log(1 + pages.length / (reached.size || 1));
    for (const known of answers) {
      for (const { page, entry, weight, inTitle } of known.places) {
        const match = matchOf(page);
        const worth = known.likeness * weight * rarity;
        raise(match.worths, asked, worth);
        if (inTitle) raise(match.titled, asked, known.likeness);
        if (!match.points.has(entry)) match.points.set(entry, { worths: new Map(), found: new Set() });
        raise(match.points.get(entry).worths, asked, worth);
        match.points.get(entry).found.add(known.word);
      }
    }
  }
  for (const page of code ? pages : []) {
    if (page.codes.includes(code)) matchOf(page).coded = WHOLE_CODE;
    else if (page.codes.some((known) => known.startsWith(code))) matchOf(page).coded = BEGUN_CODE;
  }
  return [...matches.values()];
}

function score({ page, coded, worths, titled, points }, words) {
  // Words that stand together say more than the same words here and there.
  const together = Math.max(0, ...[...points.values()].map((point) => sum(point.worths.values())));
  const often = 1 + 0.05 * Math.log(1 + points.size);
  const covered = worths.size / words.length;
  const entitled = sum(titled.values()) / Math.max(page.titleLength, words.length);
  const worth = (sum(worths.values()) + together) / 2;
  return coded + worth * often * covered ** 2 * (1 + entitled) * page.boost;
}

function answer(text) {
  const words = question(text);
  const code = /\d/.test(text) ? letters(text) : "";
  const matches = matchesOf(words, code).map((match) => ({ ...match, score: score(match, words) }));
  matches.sort((one, other) => other.score - one.score || one.page.place - other.page.place);
  const least = matches.length ? matches[0].score * WORTHWHILE : 0;
  return matches.filter((match) => match.score >= least).map((match) => shown(match, words));
}

// ---- What the box shows: texts, never HTML

const AROUND = 60;
const LONGEST = 240;

// A text in pieces, of which every second one is a word that was found.
function marked(text, words) {
  const pieces = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!words.has(fold(word))) continue;
    pieces.push(text.slice(end, index), word);
    end = index + word.length;
  }
  return [...pieces, text.slice(end)];
}

// The part of a text where the words are.
function excerpt(text, words) {
  const first = [...text.matchAll(WORD)].find(({ 0: word }) => words.has(fold(word)));
  if (text.length <= LONGEST) return text;
  const start = first && first.index > AROUND ? text.indexOf(" ", first.index - AROUND) + 1 : 0;
  const cut = text.slice(start, start + LONGEST);
  const end = start + LONGEST < text.length ? cut.lastIndexOf(" ") : cut.length;
  return `${start ? "… " : ""}${cut.slice(0, end)}${end < cut.length ? " …" : ""}`;
}

// A page with the points that know a word, the best first; the text shown is that of the best of them all.
function shown({ page, coded, worths, points }, words) {
  const nothing = { worths: new Map(), found: new Set() };
  const [first, ...others] = page.entries
    .filter((entry, index) => index === 0 || points.has(entry))
    .map((entry) => ({ entry, ...(points.get(entry) || nothing) }))
    .map(({ entry, worths: here, found }) => ({
      location: entry.location,
      title: marked(entry.title, found),
      text: marked(excerpt(entry.text, found), found),
      score: sum(here.values()),
    }));
  return {
    ...first,
    points: others.sort((one, other) => other.score - one.score),
    missing: coded ? [] : words.filter((word) => !worths.has(word)),
  };
}

// ---- Messages: first the address of the index; then questions, each answered with its text.

let index;

async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  read((await response.json()).docs);
}

addEventListener("message", async ({ data: message }) => {
  index = index || load(message.index);
  try {
    await index;
    if (message.query) postMessage({ query: message.query, pages: answer(message.query) });
  } catch (error) {
    postMessage({ failed: true });
  }
});
