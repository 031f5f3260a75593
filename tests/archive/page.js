// SPDX-License-Identifier: MIT
// page.js SHELF WORDS: opens the pages of a shelf in Chromium, from the disk and from a small server, and tells of each fact
// 'pass NAME' or 'fail NAME'. WORDS holds lines of text and, after a tab, what the index makes of them.
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const {execFile} = require('child_process');
const {promisify} = require('util');
const tools = path.join(__dirname, '../tools/node_modules');
const {chromium} = require(path.join(tools, 'playwright-core'));
const axe = fs.readFileSync(path.join(tools, 'axe-core/axe.min.js'), 'utf8');

const [shelf, words] = [path.resolve(process.argv[2]), process.argv[3]];
const TYPES = {'.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.jpg': 'image/jpeg', '.svg': 'image/svg+xml'};

function tell(passed, name, detail) {
  console.log(`${passed ? 'pass' : 'fail'} ${name}`);
  if (!passed) console.error(`# ${name}: ${JSON.stringify(detail)}`);
}

function is(got, wanted, name) {
  tell(JSON.stringify(got) === JSON.stringify(wanted), name, {got, wanted});
}

// A server of files, which says of what it was asked.
function serve(asked) {
  const server = http.createServer((request, response) => {
    const file = path.join(shelf, decodeURIComponent(new URL(request.url, 'http://x').pathname));
    asked.push(request.url);
    fs.readFile(file, (error, bytes) => {
      response.writeHead(error ? 404 : 200, {'Content-Type': TYPES[path.extname(file)] || 'application/octet-stream'});
      response.end(bytes);
    });
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

// What a browser complains of, and asks for.
function watch(page, seen) {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.trouble.push(message.text());
  });
  page.on('pageerror', (error) => seen.trouble.push(error.message));
  page.on('dialog', (dialog) => {
    seen.trouble.push('a dialog opened');
    dialog.dismiss();
  });
  page.on('request', (request) => seen.asked.push(request.url()));
  page.on('requestfailed', (request) => { // what is left behind by going elsewhere has not failed
    if (request.failure().errorText !== 'net::ERR_ABORTED') seen.trouble.push(`failed: ${request.url()}`);
  });
}

// A search has ended when the page says so.
async function search(page, text, how = 'fill') {
  const status = page.locator('#search [role=status]');
  if (how === 'fill') await page.fill('#q', '');
  await page.waitForFunction(() => document.querySelector('#search [role=status]').textContent === '');
  if (how === 'fill') await page.fill('#q', text);
  else await page.keyboard.type(text);
  await page.waitForFunction(() => /\d|found/.test(document.querySelector('#search [role=status]').textContent));
  const said = await status.textContent();
  if (said !== 'Nothing found') await page.waitForSelector('.hits li');
  return page.locator('.hits .hit').allTextContents();
}

const BRIDGE = ['A bridge opens', 'The bridge closes again'];
const SEARCHES = [
  ['bridge', BRIDGE, 'a word finds all articles with it, in order'],
  ['BRIDGE opens', ['A bridge opens'], 'of several words all are to be found, in any case'],
  ['brid', BRIDGE, 'the beginning of the last word is enough while typing'],
  ['bridge opens closes', [], 'an article has to have all words'],
  ['text of number closes', ['The bridge closes again'], 'what only the text says is found'],
  ['zebra', [], 'what is nowhere is not found'],
  ['harbor', ['A bridge opens', 'The market'], 'a word of the title comes before one of a description', true],
  ['Okafor', ['The market'], 'authors are found'],
  ['culture', ['Café society'], 'sections are found'],
  ['cafe', ['Café society'], 'an e finds an é'],
  ['café', ['Café society'], 'an é finds an é'],
  ['CAFE\u0301', ['Café society'], 'an e with a combining accent finds an é'],
  ['开源', ['开源软件的历史'], 'two characters find a Chinese article'],
  ['软件的历史', ['开源软件的历史'], 'so do five'],
  ['源', ['开源软件的历史'], 'so does one'],
  ['件软', [], 'characters in another order do not'],
  ['مدرسة', ['مَدْرَسَةٌ جديدة', 'مدرسة في القرية'], 'Arabic is found without its vowel marks', true],
  ['مَدْرَسَةٌ', ['مَدْرَسَةٌ جديدة', 'مدرسة في القرية'], 'and with them', true],
  ['שלום', ['שָׁלוֹם עולם'], 'Hebrew is found without its points'],
  ['script alert', ['<script>alert("title")</script> & "more"'], 'markup in a title is text'],
  ['__proto__', [], 'the names of what every object has are no words'],
  ['constructor', [], 'nor is this one'],
  ['"\'\\ * ( [ ^', null, 'signs alone are nothing to search for'],
];

async function searches(page, where) {
  for (const [text, wanted, name, anyOrder] of SEARCHES) {
    if (wanted === null) {
      await page.fill('#q', text);
      await page.waitForTimeout(400);
      is(await page.locator('#search [role=status]').textContent(), '', `${where}: ${name}`);
      continue;
    }
    const got = await search(page, text);
    is(anyOrder ? got.sort() : got, anyOrder ? wanted.slice().sort() : wanted, `${where}: ${name}`);
  }
}

async function anywhere(browser, root, where) {
  const seen = {trouble: [], asked: []};
  const page = await (await browser.newContext()).newPage();
  watch(page, seen);
  await page.goto(`${root}/index.html`);
  await searches(page, where);
  await search(page, 'bridge');
  is(new URL(page.url()).hash, '#q=bridge', `${where}: the address remembers the search`);
  const hit = page.locator('.hits li').first();
  const book = await hit.locator('.hit a').evaluate((link) => link.href);
  tell(/\/books\/\d{4}\/[^/]+\.epub$/.test(book) && fs.existsSync(path.join(shelf, book.slice(root.length))),
    `${where}: a hit leads to its book`, book);
  await hit.locator('.facts a').click();
  await page.waitForLoadState();
  const place = new URL(page.url()).hash.slice(1);
  is(await page.evaluate((id) => document.getElementById(id).querySelector('.title').textContent, place), 'A bridge opens',
    `${where}: and to its place among the contents of the issue`);
  await page.goBack();
  await page.waitForSelector('.hits li');
  is(await page.inputValue('#q'), 'bridge', `${where}: the way back keeps the search`);
  const images = page.locator('img');
  await images.evaluateAll((all) => all.forEach((one) => { one.loading = 'eager'; }));
  await page.waitForFunction(() => [...document.images].every((one) => one.complete));
  is(await images.evaluateAll((all) => all.filter((one) => one.naturalWidth === 0).length), 0, `${where}: every cover is there`);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.head.appendChild(script);
  });
  is(await page.evaluate(() => window.ran === undefined), true, `${where}: no script runs but the shelf's own`);
  const complaints = seen.trouble.filter((text) => !/Content Security Policy/.test(text));
  is(complaints, [], `${where}: the browser complains of nothing`);
  is(seen.trouble.length - complaints.length, 1, `${where}: but of the script that was slipped in`);
  is(seen.asked.filter((url) => !url.startsWith(`${root}/`)), [], `${where}: nothing is asked of anybody else`);
  await page.context().close();
}

// Without a mouse: the way past the head, the search, its hits.
async function keyboard(browser, root) {
  const page = await (await browser.newContext()).newPage();
  const focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
  await page.goto(`${root}/index.html`);
  await page.keyboard.press('Tab');
  is(await focused(), 'Skip to content', 'the first key leads past the head');
  tell((await page.locator('.skip').boundingBox()).height > 20, 'and is seen then');
  await page.keyboard.press('Tab');
  is(await focused(), 'q', 'the second leads to the search');
  const hits = await search(page, 'bridge', 'type');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.hits li');
  is(hits, BRIDGE, 'what is typed is searched');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  is(await focused(), 'A bridge opens', 'the hits follow the search');
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  is(outline, 'solid', 'the focus is seen');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/pages\/\d{4}\.html#/);
  tell(true, 'a key opens the contents of the issue');
  await page.context().close();
}

async function withoutScript(browser, root) {
  const page = await (await browser.newContext({javaScriptEnabled: false})).newPage();
  await page.goto(`${root}/index.html`);
  is(await page.locator('form, input, button').count(), 0, 'without script no form that does nothing');
  await page.click('nav a >> text=2024');
  tell((await page.locator('article h2').count()) > 0, 'years are reached without script');
  tell((await page.locator('.titles .title').allTextContents()).includes('Café society'), 'and contents are read');
  const link = page.locator('article a[type="application/epub+zip"]').first();
  const file = decodeURIComponent(new URL(await link.getAttribute('href'), page.url()).href.slice(root.length));
  tell(fs.existsSync(path.join(shelf, file)), 'and books are there', file);
  await page.context().close();
}

async function accessible(browser, root) {
  for (const colorScheme of ['light', 'dark'])
    for (const [name, query] of [['index.html'], ['index.html', 'bridge'], ['pages/2024.html'], ['pages/undated.html']]) {
      const page = await (await browser.newContext({colorScheme, bypassCSP: true})).newPage();
      await page.goto(`${root}/${name}`);
      if (query) await search(page, query);
      await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run(document, {resultTypes: ['violations']}));
      is(found.violations.map((one) => `${one.id}: ${one.nodes[0].html}`), [],
        `axe has nothing against ${name}${query ? ' with hits' : ''}, ${colorScheme}`);
      await page.context().close();
    }
}

async function languages(browser, root) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${root}/pages/2024.html`);
  const of = (title) => page.locator('.title', {hasText: title}).first().evaluate((one) => [one.lang, one.dir]);
  is(await of('مدرسة في القرية'), ['ar', 'rtl'], 'a title in Arabic says so, and runs from the right');
  is(await of('开源软件的历史'), ['zh', ''], 'one in Chinese says so');
  is(await of('Café society'), ['', ''], 'one in the language of the series says nothing');
  await page.context().close();
}

async function folding(browser, root) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${root}/index.html`);
  const rows = fs.readFileSync(words, 'utf8').split('\n').filter(Boolean).map((line) => line.split('\t'));
  const wrong = [];
  for (const [text, folded] of rows) {
    const got = await page.evaluate((one) => window.mkepubShelf.fold(one).join(' '), text);
    if (got !== (folded || '')) wrong.push({text, got, wanted: folded});
  }
  tell(rows.length > 60, 'there is a table of words', rows.length);
  is(wrong, [], 'the page folds words as the index does');
  await page.context().close();
}

// From a server: from the disk the checker does not know what the pages' own policy lets through.
async function valid(web) {
  const pages = fs.readdirSync(path.join(shelf, 'pages')).map((name) => `pages/${name}`).concat('index.html');
  const ask = async (...what) => {
    const done = await promisify(execFile)('java', ['-Dnu.validator.servlet.allow-forbidden-hosts=true', '-jar', path.join(tools, 'vnu-jar/build/dist/vnu.jar'), '--stdout',
      '--format', 'json', ...what]).catch((failed) => failed);
    return JSON.parse(done.stdout).messages;
  };
  const html = pages.filter((name) => name.endsWith('.html')).map((name) => `${web}/${name}`);
  tell(html.length > 3, 'there are pages', html);
  is(await ask(...html), [], 'the Nu HTML checker has no message on any page');
  is(await ask('--css', path.join(shelf, 'pages/shelf.css')), [], 'nor on the stylesheet');
  is(await ask('--svg', path.join(shelf, 'pages/icon.svg')), [], 'nor on the icon');
}

async function main() {
  const browser = await chromium.launch({executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox']});
  const asked = [];
  const server = await serve(asked);
  const disk = `file://${shelf}`, web = `http://127.0.0.1:${server.address().port}`;
  try {
    await anywhere(browser, disk, 'from the disk');
    await anywhere(browser, web, 'from a server');
    await keyboard(browser, disk);
    await withoutScript(browser, disk);
    await languages(browser, disk);
    await accessible(browser, disk);
    await folding(browser, disk);
    await valid(web);
  } finally {
    await browser.close();
    server.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
