-- The full-text index of a shelf. user_version 1. Any program with SQLite's FTS5 reads it:
--   SELECT rowid FROM words WHERE words MATCH 'bridge'
-- finds entries. Words stand in it folded: lower case, no marks; runs of scripts without blanks
-- as overlapping pairs of letters, and the last letter of the run.

CREATE VIRTUAL TABLE words USING fts5 (
  title, byline, body,
  facet,                      -- words that nobody can type, for the filters: a letter, then a
                              -- hash of the value: language, section, author
  content = '',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mc Mn'"
);
-- Rows come sorted and in batches (search-batch.c), each of which becomes one segment. Segments
-- are merged by eights, a part of the work at a time, so that no run pays for many before it.
INSERT INTO words (words, rank) VALUES ('hashsize', 33554432);
INSERT INTO words (words, rank) VALUES ('pgsz', 8000);      -- what fits a page of 8 KB
INSERT INTO words (words, rank) VALUES ('automerge', 8);
INSERT INTO words (words, rank) VALUES ('crisismerge', 32);

CREATE TABLE entry (
  id INTEGER PRIMARY KEY,     -- rowid in words: days since 0000-12-31 (0: undated), shifted left
                              -- by 24, plus a number within the day; so the newest come last
  article INTEGER NOT NULL UNIQUE, -- id in the catalog
  run INTEGER NOT NULL        -- that put it
);

CREATE TABLE text (           -- what was put, for snippets and to take it out of words again
  article INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  byline TEXT NOT NULL,
  facet TEXT NOT NULL,
  body BLOB NOT NULL          -- pieces: length, packed length (32 bits, little-endian), deflated
);

CREATE TABLE vocabulary (     -- in how many articles a word stands
  term TEXT PRIMARY KEY,
  articles INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE setting (        -- 'fold': what words were folded by; 'run': number of the last run;
  key TEXT PRIMARY KEY,       -- 'articles': how many there are
  value TEXT NOT NULL
) WITHOUT ROWID;
