/* SPDX-License-Identifier: MIT */
/* The search of a shelf, without a server: a word's file says which articles hold it, a file of documents
   what to show of them. Files come as scripts, which a page from the disk may load, and call mkepubShelf. */
(function () {
  'use strict';
  var place = document.getElementById('search');
  var isLetter, isMark, isDigit, isSingle, isOther, isModifier;
  try { /* what folds words is younger than some readers' browsers; those have the pages alone */
    isLetter = new RegExp('[\\p{L}\\p{Nl}\\p{No}]', 'u');
    isModifier = new RegExp('\\p{Lm}', 'u');
    isMark = new RegExp('\\p{M}', 'u');
    isDigit = new RegExp('\\p{Nd}', 'u');
    isOther = new RegExp('[\\p{Me}\\p{Cf}]', 'u');
    isSingle = new RegExp('[\u30fc\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}' +
      '\\p{Script=Bopomofo}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]', 'u');
    'x'.normalize('NFKD');
  } catch (error) {
    return;
  }

  /* Folding: the same as src/archive/search/fold-char.c and search-fold.c do to the index. */

  function within(c, first, last) {
    return c >= first && c <= last;
  }

  function characters(text) {
    return text.match(/[\ud800-\udbff][\udc00-\udfff]|[\s\S]/g) || [];
  }

  function isLeftOut(mark, base) {
    if (within(mark, 0x591, 0x5c7)) return true;
    if (within(mark, 0x610, 0x61a) || within(mark, 0x64b, 0x65f) || mark === 0x670 ||
        within(mark, 0x6d6, 0x6ed) || within(mark, 0x8ca, 0x8ff))
      return !(mark === 0x654 && base !== 0x627);
    if (within(mark, 0x300, 0x36f)) {
      if (!within(base, 0x400, 0x52f)) return true;
      return mark === 0x300 || mark === 0x301 || (mark === 0x308 && (base === 0x435 || base === 0x415));
    }
    return within(mark, 0x1ab0, 0x1aff) || within(mark, 0x1dc0, 0x1dff) || within(mark, 0x20d0, 0x20ff) ||
      within(mark, 0xfe00, 0xfe2f) || within(mark, 0xe0100, 0xe01ef) || within(mark, 0x302a, 0x302f);
  }

  var same = {
    '\u00df': 'ss', '\u00e6': 'ae', '\u0153': 'oe', '\u00fe': 'th', '\u00f0': 'd', '\u0111': 'd', '\u00f8': 'o',
    '\u0142': 'l', '\u0127': 'h', '\u0131': 'i', '\u03c2': '\u03c3', '\u0671': '\u0627', '\u0672': '\u0627',
    '\u0673': '\u0627', '\u0649': '\u064a', '\u06cc': '\u064a', '\u06a9': '\u0643', '\u0629': '\u0647'
  };

  function withoutMarks(text) {
    var base = 0;
    return characters(text.normalize('NFKD')).filter(function (one) {
      var c = one.codePointAt(0);
      if (isMark.test(one)) return !isLeftOut(c, base);
      base = c;
      return true;
    }).join('').normalize('NFC');
  }

  function digit(one) {
    var c = one.codePointAt(0), value = 0;
    while (value < 9 && isDigit.test(String.fromCodePoint(c - value - 1))) value++;
    return String(value);
  }

  /* Kinds as a letter: w a word's, s one that stands by itself, m a mark, - what parts words. */
  function letters(text) {
    var found = [];
    characters(withoutMarks(text)).forEach(function (one) {
      var c = one.codePointAt(0), small;
      if (isDigit.test(one)) {
        found.push([digit(one), 'w']);
      } else if (c === 0x640 || isOther.test(one)) {
        return;
      } else if (isModifier.test(one) && within(c, 0x2b9, 0x2bf)) {
        found.push([one, '-']);
      } else if (isLetter.test(one)) {
        small = one.toLowerCase();
        small = same[small] || small;
        found.push([small, c >= 0xe00 && isSingle.test(small) ? 's' : 'w']);
      } else {
        found.push([one, isMark.test(one) ? 'm' : '-']);
      }
    });
    return found;
  }

  /* The words of TEXT: of runs without blanks each pair of neighbors, then the last one alone. */
  function fold(text) {
    var all = letters(text), words = [], at = 0, word, units;
    function marks(unit) {
      at++;
      while (at < all.length && all[at][1] === 'm') unit += all[at++][0];
      return unit;
    }
    while (at < all.length) {
      if (all[at][1] === 'w') {
        word = '';
        while (at < all.length && (all[at][1] === 'w' || all[at][1] === 'm')) word += all[at++][0];
        words.push(word);
      } else if (all[at][1] === 's') {
        units = [];
        while (at < all.length && all[at][1] === 's') units.push(marks(all[at][0]));
        units.forEach(function (unit, i) {
          words.push(i + 1 < units.length ? unit + units[i + 1] : unit);
        });
      } else {
        at++;
      }
    }
    return words;
  }

  /* What is asked for: a run's last letter stands in the pair before it already. */
  function queryWords(text) {
    var runs = [], words = [];
    fold(text).forEach(function (word, i, all) {
      var before = all[i - 1];
      if (before && before !== word && isSingle.test(word) && before.slice(-word.length) === word &&
          isSingle.test(before)) return;
      if (words.indexOf(word) < 0) words.push(word);
    });
    return words;
  }

  /* Loading. */

  var shelf = {years: [], loaded: {}};
  var base = 'pages/';

  window.mkepubShelf = {
    all: function () {},
    year: function (facts) { shelf.years.push(facts); },
    terms: function (year, number, text) { shelf.loaded[year + '/t' + number] = text.split('\n'); },
    docs: function (year, number, data) { shelf.loaded[year + '/d' + number] = data; },
    fold: fold
  };

  function load(name, done) {
    var script;
    if (Object.prototype.hasOwnProperty.call(shelf.loaded, name)) return done();
    script = document.createElement('script');
    script.src = base + (name === 'years' ? name : 'find/' + name) + '.js';
    script.onload = script.onerror = function () {
      if (!Object.prototype.hasOwnProperty.call(shelf.loaded, name)) shelf.loaded[name] = null;
      script.parentNode.removeChild(script);
      done();
    };
    document.head.appendChild(script);
  }

  function loadAll(names, done) {
    var left = names.length;
    if (left === 0) return done();
    names.forEach(function (name) {
      load(name, function () {
        if (--left === 0) done();
      });
    });
  }

  /* The order of the index: by code points, where JavaScript has it by halves of them. */
  function less(a, b) {
    var i = 0, c, d;
    while (i < a.length && i < b.length && a[i] === b[i]) i++;
    if (i === a.length || i === b.length) return a.length < b.length;
    c = a.charCodeAt(i);
    d = b.charCodeAt(i);
    if (c >= 0xd800 && d >= 0xd800 && within(c, 0xd800, 0xdfff) !== within(d, 0xd800, 0xdfff)) return d < 0xe000;
    return c < d;
  }

  /* The files of a year's terms that may hold WORD, or words that begin with it. */
  function filesOf(facts, word, beginning) {
    var first = 0, last, names = [];
    while (first + 1 < facts.terms.length && !less(word, facts.terms[first + 1])) first++;
    last = first;
    while (beginning && last + 1 < facts.terms.length && facts.terms[last + 1].indexOf(word) === 0) last++;
    for (; first <= last; first++) if (facts.terms.length > 0) names.push(facts.year + '/t' + first);
    return names;
  }

  function addPostings(line, found) {
    var document = -1;
    line.slice(line.indexOf(' ') + 1).split(' ').forEach(function (posting) {
      var number = parseInt(posting, 36), weight = number % 8;
      document += (number - weight) / 8;
      var known = found[document] || {title: 0, times: 0};
      known.title = known.title || (weight >= 4 ? 1 : 0);
      known.times += weight % 4 + 1;
      found[document] = known;
    });
  }

  function lookUp(names, word, beginning) {
    var found = {}, start = beginning ? word : word + ' ';
    names.forEach(function (name) {
      (shelf.loaded[name] || []).forEach(function (line) {
        if (line.indexOf(start) === 0) addPostings(line, found);
      });
    });
    return found;
  }

  /* The documents of a year that have all words: [year, document, words in the title, times]. */
  function together(facts, age, words, part) {
    var sets = words.map(function (word, i) {
      return lookUp(part[i], word.word, word.beginning);
    });
    return Object.keys(sets[0]).filter(function (document) {
      return sets.every(function (set) { return set[document]; });
    }).map(function (document) {
      var hit = {facts: facts, age: age, document: Number(document), title: 0, times: 0};
      sets.forEach(function (set) {
        hit.title += set[document].title;
        hit.times += set[document].times;
      });
      return hit;
    });
  }

  function better(a, b) {
    return b.title - a.title || b.times - a.times || a.age - b.age || b.document - a.document;
  }

  function search(words, done) {
    load('years', function () {
      var parts = shelf.years.map(function (facts) {
        return words.map(function (word) { return filesOf(facts, word.word, word.beginning); });
      });
      var names = [];
      parts.forEach(function (part) { part.forEach(function (some) { names = names.concat(some); }); });
      loadAll(names, function () {
        var hits = [];
        shelf.years.forEach(function (facts, age) {
          hits = hits.concat(together(facts, age, words, parts[age]));
        });
        done(hits.sort(better));
      });
    });
  }

  function fileOf(hit) {
    var file = 0;
    while (file + 1 < hit.facts.docs.length && hit.facts.docs[file + 1] <= hit.document) file++;
    hit.row = hit.document - hit.facts.docs[file];
    return hit.facts.year + '/d' + file;
  }

  /* The page. Words to say stand in data attributes of its empty place for the search. */

  var SHOWN = 20;
  var say = place ? place.dataset : {};
  var field, status, list, more, pending, turn = 0;

  function element(name, text, attributes) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    Object.keys(attributes || {}).forEach(function (key) {
      if (attributes[key]) made.setAttribute(key, attributes[key]);
    });
    return made;
  }

  function filled(words, value) {
    return words.replace('%s', function () { return value; });
  }

  function showHit(hit) {
    var data = shelf.loaded[fileOf(hit)], row = data && data.articles[hit.row], issue, item, line, title;
    if (!row) return;
    issue = data.issues[row[0]];
    item = element('li');
    title = element('a', row[2] || issue[0], {href: issue[2], type: 'application/epub+zip', lang: row[5], dir: row[6]});
    line = element('p', '', {'class': 'hit'});
    line.appendChild(title);
    item.appendChild(line);
    line = element('p', '', {'class': 'facts'});
    if (row[3]) line.appendChild(element('span', filled(say.by, row[3]) + ' \u00b7 '));
    line.appendChild(element('span', issue[0], {lang: issue[5]}));
    if (issue[1]) line.appendChild(element('span', ' \u00b7 ' + issue[1]));
    if (row[4]) line.appendChild(element('span', ' \u00b7 ' + row[4]));
    line.appendChild(document.createTextNode(' \u00b7 '));
    line.appendChild(element('a', say.contents + ' ' + row[1] + '/' + issue[4], {href: issue[3] + '.' + row[1]}));
    item.appendChild(line);
    list.appendChild(item);
    return title;
  }

  function show(hits, focus) {
    var from = list.children.length, some = hits.slice(from, from + SHOWN), mine = turn;
    loadAll(some.map(fileOf), function () {
      if (mine !== turn) return;
      some.map(showHit).forEach(function (title, i) {
        if (focus && i === 0 && title) title.focus();
      });
      more.hidden = list.children.length >= hits.length;
      more.onclick = function () { show(hits, true); };
    });
  }

  function empty() {
    list.textContent = '';
    more.hidden = true;
  }

  function begin(text, complete) {
    var words = queryWords(text), mine = ++turn;
    if (words.length === 0) {
      empty();
      status.textContent = '';
      return;
    }
    status.textContent = say.searching;
    words = words.map(function (word, i) {
      var last = i === words.length - 1 && !complete && !/\s$/.test(text);
      /* one letter of a script with blanks begins too many words */
      return {word: word, beginning: isSingle.test(word) ? characters(word).length < 2 : last && word.length > 1};
    });
    search(words, function (hits) {
      if (mine !== turn) return;
      empty();
      status.textContent = hits.length === 0 ? say.nothing :
        hits.length === 1 ? say.one : filled(say.many, String(hits.length));
      show(hits, false);
    });
  }

  function remember(text) {
    var hash = text ? '#q=' + encodeURIComponent(text) : '#';
    if (window.location.hash !== hash && (text || window.location.hash)) window.location.replace(hash);
  }

  function typed(complete) {
    clearTimeout(pending);
    begin(field.value, complete);
    remember(field.value.trim());
  }

  function recall() {
    var match = /^#q=(.*)$/.exec(window.location.hash), text = '';
    if (!match) return;
    try {
      text = decodeURIComponent(match[1]);
    } catch (error) {
      text = match[1];
    }
    if (text === field.value.trim()) return;
    field.value = text;
    begin(text, true);
  }

  function build() {
    var form = element('form', '', {role: 'search', action: 'index.html'});
    var label = element('label', say.search, {'for': 'q'});
    var row = element('div', '', {'class': 'row'});
    field = element('input', '', {id: 'q', type: 'search', autocomplete: 'off', spellcheck: 'false',
      dir: 'auto', 'aria-describedby': 'searched', enterkeyhint: 'search'});
    status = element('p', '', {role: 'status', 'class': 'status'});
    list = element('ol', '', {'class': 'hits'});
    more = element('button', say.more, {type: 'button'});
    more.hidden = true;
    row.appendChild(field);
    row.appendChild(element('button', say.search, {type: 'submit'}));
    form.appendChild(label);
    form.appendChild(row);
    form.appendChild(element('p', say.searched, {id: 'searched', 'class': 'facts'}));
    [form, status, list, more].forEach(function (part) { place.appendChild(part); });
    field.addEventListener('input', function () {
      clearTimeout(pending);
      pending = setTimeout(function () { typed(false); }, 200);
    });
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      typed(true);
    });
    window.addEventListener('hashchange', recall);
    recall();
  }

  if (place) build();
}());
