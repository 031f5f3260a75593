-- The catalog of a shelf: the articles, their issues, and the published files.
-- user_version 1; the steps to later versions are in catalog.c.
-- Times are UTC, 'YYYY-MM-DDThh:mm:ssZ'; hashes are SHA-256 as 32 bytes.

CREATE TABLE setting (        -- what the shelf was made with; a change of some means a rebuild
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE source (         -- an input folder
  id INTEGER PRIMARY KEY,
  path BLOB NOT NULL UNIQUE   -- canonical, as the file system spells it
);

CREATE TABLE article (        -- a source file
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source,
  file BLOB NOT NULL,         -- below the folder, as the file system spells it
  path TEXT NOT NULL,         -- the same for people: UTF-8
  bytes INTEGER NOT NULL,
  mtime INTEGER NOT NULL,     -- nanoseconds
  sha256 BLOB NOT NULL,       -- of the file
  taken TEXT NOT NULL,        -- when this content was taken in
  state INTEGER NOT NULL,     -- 0 stands in an issue, 1 draft, 2 repeats another, 3 cannot be read
  same_as INTEGER REFERENCES article, -- state 2: the article that it repeats
  why TEXT,                   -- state 2: 'address', 'text' or 'near text'
  title TEXT NOT NULL,
  byline TEXT,                -- authors, or the site
  date TEXT,                  -- W3CDTF, as published
  date_raw TEXT,              -- as written
  day TEXT,                   -- 'YYYY-MM-DD' in the shelf's zone; NULL: undated
  language TEXT,
  section TEXT,
  description TEXT,
  url TEXT,                   -- of the original
  canonical TEXT,             -- by which it is known again
  text_hash BLOB,             -- 16 bytes: of the normalized text
  simhash INTEGER,
  characters INTEGER NOT NULL, -- letters and digits of the text
  words INTEGER NOT NULL,
  number TEXT,                -- the issue number that the article itself names
  issue INTEGER REFERENCES issue, -- NULL unless state 0
  place INTEGER,              -- position in the issue's reading order, from 0
  chapter TEXT,               -- name of its document within the book
  -- from version 3 on, at the end: missing INTEGER, 1 no longer in the input, 2 not readable, else 0;
  -- published BLOB, the hash of what its issue was made of
  UNIQUE (source, file)
);
CREATE INDEX article_issue ON article (issue, place);
CREATE INDEX article_day ON article (day, path);
CREATE INDEX article_canonical ON article (canonical) WHERE canonical IS NOT NULL;
CREATE INDEX article_text ON article (text_hash) WHERE text_hash IS NOT NULL;
CREATE INDEX article_same ON article (same_as) WHERE same_as IS NOT NULL;

CREATE TABLE author (         -- each author of an article
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  name TEXT NOT NULL,
  PRIMARY KEY (article, name)
) WITHOUT ROWID;
CREATE INDEX author_name ON author (name);

CREATE TABLE tag (
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  name TEXT NOT NULL,
  PRIMARY KEY (article, name)
) WITHOUT ROWID;
CREATE INDEX tag_name ON tag (name);

CREATE TABLE issue (          -- a book on the shelf
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,      -- 0 an issue, 1 a yearly book of issues (omnibus)
  period TEXT NOT NULL,       -- '2025-W03'; 'undated'; '000012' for the twelfth by count
  volume INTEGER NOT NULL,    -- from 1
  volumes INTEGER NOT NULL,
  title TEXT NOT NULL,        -- full, as the book has it
  name TEXT NOT NULL,         -- beside the series' own: '13–19 January 2025'
  number TEXT,                -- position in the series
  date TEXT,                  -- first day of the period, 'YYYY-MM-DD'; NULL: undated
  year TEXT NOT NULL,         -- 'YYYY' or 'undated': folder on the shelf and page of the catalog
  language TEXT NOT NULL,
  identifier TEXT NOT NULL,   -- 'urn:uuid:…'
  modified TEXT NOT NULL,     -- dcterms:modified
  file TEXT NOT NULL UNIQUE,  -- name on the shelf
  cover TEXT,                 -- likewise, or NULL
  cover_type TEXT,            -- media type
  thumbnail TEXT,
  bytes INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  made_from BLOB NOT NULL,    -- SHA-256 over all that its bytes depend on
  articles INTEGER NOT NULL,
  words INTEGER NOT NULL,
  UNIQUE (kind, period, volume)
);
CREATE INDEX issue_order ON issue (year, kind, date, period, volume);

CREATE TABLE omnibus (        -- where an article stands in a yearly book
  issue INTEGER NOT NULL REFERENCES issue ON DELETE CASCADE,
  place INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  chapter TEXT NOT NULL,
  PRIMARY KEY (issue, place)
) WITHOUT ROWID;
CREATE INDEX omnibus_article ON omnibus (article);

CREATE TABLE facet (          -- what an issue (of kind 0) can be found by; kept with its articles
  kind INTEGER NOT NULL,      -- 1 section, 2 author, 3 tag, 4 language
  name TEXT NOT NULL,
  issue INTEGER NOT NULL REFERENCES issue ON DELETE CASCADE,
  PRIMARY KEY (kind, name, issue)
) WITHOUT ROWID;
CREATE INDEX facet_issue ON facet (issue);

CREATE TABLE resource (       -- what the address of a picture meant when the book was made
  issue INTEGER NOT NULL REFERENCES issue ON DELETE CASCADE,
  number INTEGER NOT NULL,
  source BLOB NOT NULL,       -- canonical path; of a missing one the address as it was written
  beside BLOB,                -- folder of the articles that name it
  -- from version 2 on, behind the others: address BLOB, of one that was found, as it was written
  bytes INTEGER NOT NULL,     -- of that file, to see whether it changed; -1: missing
  mtime INTEGER NOT NULL,     -- nanoseconds
  sha256 BLOB,
  PRIMARY KEY (issue, number)
) WITHOUT ROWID;

CREATE TABLE file (           -- a published file
  name TEXT PRIMARY KEY,      -- below the shelf, '/' between folders
  kind TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  mtime INTEGER NOT NULL,     -- nanoseconds, as published
  sha256 BLOB NOT NULL,
  made_from BLOB              -- SHA-256 over all that its bytes depend on, for what is dear to make
) WITHOUT ROWID;

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  started TEXT NOT NULL,
  version TEXT NOT NULL,      -- of mkepub
  seen INTEGER NOT NULL,      -- source files looked at
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  issues INTEGER NOT NULL     -- written or removed
);

CREATE TABLE change (         -- what a run did and why
  run INTEGER NOT NULL REFERENCES run,
  number INTEGER NOT NULL,    -- within the run
  what TEXT NOT NULL,         -- 'article added', 'article changed', 'article removed', 'issue written', …
  subject TEXT NOT NULL,      -- path of the article, name of the file
  why TEXT,
  PRIMARY KEY (run, number)
) WITHOUT ROWID;
