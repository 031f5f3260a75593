#!/bin/sh
# SPDX-License-Identifier: MIT
# A shelf may come from anyone: whatever its databases hold, each verb says what is wrong and how to go on, with status 3
# (check: with status 1 where it can go on), within ten seconds, and touches nothing outside.
. "$(dirname "$0")/../lib.sh"

tamper="python3 $root/tests/tools/tamper.py"
way="; delete it and run 'mkepub archive' again\$"

mkdir in
for day in 2024-03-04 2024-03-05 2025-01-13 2025-01-14 2025-02-01; do
  {
    printf -- '---\ntitle: "Piece of %s"\ndate: %s\nauthor: Ann Author\ntags: [ferry, pier]\nsection: News\n' $day $day
    printf 'source: https://a.example/%s\n---\nThe ferry of %s leaves the pier. ![gone](gone.png)\n' $day $day
  } >in/$day.md
done
article in/undated.md 'Without a date'
set -- in -o shelf --every week --series 'The Weekly' --omnibus year --keep-sources -q
mkepub archive "$@"
[ -f shelf/catalog.db ]
result $? 'a shelf is made' || said
mv shelf sound
mkdir outside
echo 'precious' >outside/thesis.odt

# verb LETTER: one verb on the shelf, for ten seconds at most.
verb() {
  case $1 in
  i) set -- info shelf ;;
  c) set -- check shelf ;;
  s) set -- search shelf ferry ;;
  x) set -- extract shelf -o taken ;;
  n) set -- archive --dry-run more -o shelf --every week --series 'The Weekly' --omnibus year --keep-sources ;;
  a) set -- archive more -o shelf --every week --series 'The Weekly' --omnibus year --keep-sources ;;
  b) set -- archive in -o shelf --every week --series 'The Weekly' --omnibus year --keep-sources --bag bag ;;
  esac
  run timeout -k 1 10 "$MKEPUB" "$@"
}

# What is inside of no shelf, by its bytes.
outside() {
  find outside in more -type f -exec sha256sum {} + | sort
}

cp -a in more
printf 'One line more.\n' >>more/2025-01-13.md
before=$(outside)

# Each row: name, database, verbs that have to say WHAT, the others only end by themselves; then WHAT, and the work.
rows=$(sed 's/^  //;/^#/d;/^$/d' <<'ROWS'
  a view that never ends for a table|catalog|icsxnab|its schema .*|ALTER TABLE setting RENAME TO other; CREATE VIEW setting AS WITH RECURSIVE c(key, value) AS (SELECT 'a', 'b' UNION ALL SELECT key, value FROM c) SELECT * FROM c
  a view that never ends for the articles|catalog|icsxnab|its schema .*|DROP TABLE article; CREATE VIEW article AS WITH RECURSIVE c(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM c) SELECT id, 0 AS state, 1 AS words, 'x' AS day FROM c
  a view more|catalog|icsxnab|its schema .*|CREATE VIEW v AS SELECT 1
  a trigger|catalog|icsxnab|its schema .*|CREATE TRIGGER t AFTER UPDATE ON article BEGIN DELETE FROM file; END
  a trigger before runs|catalog|icsxnab|its schema .*|CREATE TRIGGER t AFTER INSERT ON run BEGIN UPDATE setting SET value = 'x'; END
  a table more|catalog|icsxnab|its schema .*|CREATE TABLE more (a)
  a virtual table|catalog|icsxnab|its schema .*|CREATE VIRTUAL TABLE v USING fts5 (a)
  a table less|catalog|icsxnab|its schema .*|DROP TABLE change
  an index less|catalog|icsxnab|its schema .*|DROP INDEX issue_order
  an index on an expression|catalog|icsxnab|its schema .*|CREATE INDEX more ON article (abs(id))
  an index under another name|catalog|icsxnab|.*|UPDATE sqlite_schema SET name = 'x' WHERE name = 'tag_name'
  a column more|catalog|icsxnab|its schema .*|ALTER TABLE issue ADD COLUMN more
  a column less|catalog|icsxnab|its schema .*|ALTER TABLE issue DROP COLUMN words
  a generated column|catalog|icsxnab|.*|ALTER TABLE issue ADD COLUMN more AS (randomblob(1000000000))
  a default that runs a function|catalog|icsxnab|its schema .*|UPDATE sqlite_schema SET sql = replace(sql, 'why TEXT,', 'why TEXT DEFAULT (load_extension(1)),') WHERE name = 'change'
  a check that never ends|catalog|icsxnab|its schema .*|UPDATE sqlite_schema SET sql = replace(sql, 'title TEXT NOT NULL,', 'title TEXT NOT NULL CHECK (length(randomblob(999999999)) > 0),') WHERE name = 'article'
  a table of another constraint|catalog|icsxnab|its schema .*|UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', 'NULL') WHERE name = 'file'
  a comment that hides a column|catalog|icsxnab|its schema .*|UPDATE sqlite_schema SET sql = replace(sql, 'words INTEGER NOT NULL,', '"-- ", words INTEGER NOT NULL,') WHERE name = 'article'
  a schema that is no SQL|catalog|icsxnab|.*|UPDATE sqlite_schema SET sql = 'CREATE TABLE article ((((' WHERE name = 'article'
  a schema without a table's text|catalog|icsxnab|.*|UPDATE sqlite_schema SET sql = NULL WHERE name = 'article'
  two tables on one page|catalog|c|.*|UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'run') WHERE name = 'article'
  a table on no page|catalog|icsna|.*|UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'article'
  a version below zero|catalog|icsxnab|its version is out of range|PRAGMA user_version = -1
  a version far below zero|catalog|icsxnab|its version is out of range|PRAGMA user_version = -100000000
  a hash that is a text|catalog|a|'made_from' .*|UPDATE issue SET made_from = 'x'
  a cover outside|catalog|ab|'cover' is not the name of a file on a shelf|UPDATE issue SET cover = '../x'
  version zero|catalog|icsxnab|its version is out of range|PRAGMA user_version = 0
  an older version than its tables are|catalog|icsxnab|its schema .*|PRAGMA user_version = 1
  a write-ahead log|catalog|icsxnab|it has a write-ahead log|@log
  an article without a title|catalog|s|'title' is missing|@null article title TEXT
  a title that is bytes|catalog|s|'title' is not text|UPDATE article SET title = CAST(title AS BLOB)
  a title that is no UTF-8|catalog|s|'title' is not valid UTF-8|UPDATE article SET title = CAST(x'41ff42' AS TEXT)
  a title with a zero|catalog|s|'title' is not valid UTF-8|UPDATE article SET title = CAST(x'410042' AS TEXT)
  an id beyond all|catalog|na|'.*id.*' is out of range|UPDATE article SET id = 9223372036854775807 WHERE id = 1
  an id below zero|catalog|na|'.*id.*' is out of range|DELETE FROM article WHERE id > 1; UPDATE article SET id = -8
  an id of minus one|catalog|na|'id' is out of range|UPDATE article SET id = -1 WHERE id = 1
  an article without a hash|catalog|cna|'sha256' is missing|@null article sha256 BLOB
  a file without a hash|catalog|cnab|'sha256' is missing|@null file sha256 BLOB
  a file without a kind|catalog|cnab|'kind' is missing|@null file kind TEXT
  an issue without a language|catalog|cx|'language' is missing|@null issue language TEXT
  a setting without a value|catalog|cixnab|'value' is missing|@null setting value TEXT
  a short hash of an article|catalog|na|'sha256' has a wrong length|UPDATE article SET sha256 = x'00'
  a long hash of an article|catalog|na|'sha256' has a wrong length|UPDATE article SET sha256 = zeroblob(1000000)
  a size below zero|catalog|na|'bytes' is out of range|UPDATE article SET bytes = -1
  a state that is text|catalog|na|'state' is not an integer|UPDATE article SET state = 'x'
  a day that is none|catalog|n|'day' is not a day|UPDATE article SET day = '../..'
  a day that no month has|catalog|n|'day' is not a day|UPDATE article SET day = '2025-99-99'
  a name that leads out|catalog|nab|'name' is not the name .*|INSERT INTO file VALUES ('../outside/thesis.odt', 'page', 9, 1, zeroblob(32), NULL)
  a name from the root|catalog|nab|'name' is not the name .*|INSERT INTO file VALUES ('/etc/passwd', 'page', 9, 1, zeroblob(32), NULL)
  a name through a folder|catalog|nab|'name' is not the name .*|INSERT INTO file VALUES ('books/../../outside/thesis.odt', 'page', 9, 1, zeroblob(32), NULL)
  a name with a line feed|catalog|nab|'name' is not the name .*|INSERT INTO file VALUES ('books/a' || char(10) || 'b', 'page', 9, 1, zeroblob(32), NULL)
  an empty name|catalog|nab|'name' is not the name .*|INSERT INTO file VALUES ('', 'page', 9, 1, zeroblob(32), NULL)
  a short hash of a file|catalog|nab|'sha256' has a wrong length|UPDATE file SET sha256 = x'0102'
  no hash of a file|catalog|nab|'sha256' is .*|UPDATE file SET sha256 = ''
  a size of a file below zero|catalog|nab|'bytes' is out of range|UPDATE file SET bytes = -5
  a kind of a file that is bytes|catalog|nab|'kind' is not text|UPDATE file SET kind = x'00'
  an issue of another kind|catalog|c|.*|UPDATE issue SET kind = 'x' || id
  an issue of no period|catalog|x|'period' is not a period|UPDATE issue SET period = '../../' || id
  an issue of no year|catalog|x|'year' is not a year|UPDATE issue SET year = '../..'
  an issue whose book leads out|catalog|x|'file' is not the name .*|UPDATE issue SET file = '../outside/' || id || '.epub'
  an issue whose cover leads out|catalog|x|'cover' is not the name .*|UPDATE issue SET cover = '/etc/passwd'
  a volume beyond all|catalog|x|'volume' is out of range|UPDATE issue SET volume = 99999999999 + id
  a time that is none|catalog|x|'modified' is not a time|UPDATE issue SET modified = 'yesterday'
  a short hash of an issue|catalog|x|'sha256' has a wrong length|UPDATE issue SET sha256 = x'00'
  a setting that is bytes|catalog|ixnab|'value' is not text|UPDATE setting SET value = x'00ff'
  a setting that is no UTF-8|catalog|ixnab|'value' is not valid UTF-8|UPDATE setting SET value = CAST(x'ff1b5b' AS TEXT)
  a run that never was|catalog|na|.*|UPDATE run SET id = 9223372036854775807
  a folder of no name|catalog|n|'path' is .*|UPDATE source SET path = x''
  a folder with a zero|catalog|n|'path' has a zero byte|UPDATE source SET path = x'2f00'
  a picture without an address|catalog|n|'source' is not bytes|UPDATE resource SET source = 5
  words beyond all|catalog|i|.*|UPDATE article SET words = 9223372036854775807
  free pages that lead to themselves|catalog||.*|@loop
  a table that is its own branch|catalog|n|.*|@self article
  an issue table that is its own branch|catalog|x|.*|@self issue
  a file table that is its own branch|catalog|nab|.*|@self file
  half of the file|catalog|inab|.*|@cut 20480
  the first page alone|catalog|inab|.*|@cut 4096
  a view in the index|search|s|its schema .*|CREATE VIEW v AS SELECT 1
  a trigger in the index|search|s|its schema .*|CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM text; END
  a view that never ends in the index|search|s|its schema .*|DROP TABLE vocabulary; CREATE VIEW vocabulary AS WITH RECURSIVE c(term, articles) AS (SELECT 'ferry', 1 UNION ALL SELECT term, articles FROM c) SELECT * FROM c
  other options of the index|search|s|.*|UPDATE sqlite_schema SET sql = replace(sql, 'unicode61', 'porter') WHERE name = 'words'
  an entry of no article|search||.*|UPDATE entry SET id = -id
  a count below zero|search|s|'articles' is out of range|UPDATE vocabulary SET articles = -5
  a count that is text|search|s|'articles' is not an integer|UPDATE vocabulary SET articles = 'many'
  a setting that is no number|search|s|a setting is not a number|UPDATE setting SET value = '-3' WHERE key = 'articles'
  a text that is cut short|search|s|a text cannot be unpacked|UPDATE text SET body = x'00'
  a text that would fill the memory|search|s|a text cannot be unpacked|UPDATE text SET body = x'ffffffff01000000ff'
  a text that is a number|search|s|'body' is not bytes|UPDATE text SET body = 5
  lists of words that are bytes by chance|search|s|.*|UPDATE words_data SET block = x'00ff7f0001ffffff' WHERE id > 10
  lists of words that are not there|search||.*|DELETE FROM words_data WHERE id > 10
ROWS
)

IFS='
'
for row in $rows; do
  IFS='|' read -r name base verbs what work <<ROW
$row
ROW
  IFS='
'
  bad=
  rm -rf shelf taken bag
  cp -a sound shelf
  unset IFS
  $tamper "shelf/$base.db" "$work" 2>"$scratch/tamper" || bad="tamper: $(tail -n 1 "$scratch/tamper")"
  for letter in i c s x n b a; do
    verb $letter
    case $verbs in
    *$letter*)
      case $letter$status in
      c1) grep -q 'error: .* \[shelf-catalog\]$' "$err" || bad="$bad $letter:said '$(tail -n 1 "$err")'" ;;
      ?3) grep -qE "is damaged: $what$way" "$err" || bad="$bad $letter:said '$(tail -n 1 "$err")'" ;;
      *) bad="$bad $letter:status $status" ;;
      esac
      ;;
    *) case $status in 0 | 1 | 3) ;; *) bad="$bad $letter:status $status" ;; esac ;;
    esac
    case $(cat "$err") in *Sanitizer* | *'runtime error'* | *CRITICAL*) bad="$bad $letter:$(head -n 3 "$err")" ;; esac
  done
  is "$bad" '' "$base.db: $name"
  IFS='
'
done
unset IFS

is "$(outside)" "$before" 'nothing outside was changed'
# SQLite and the lock write in place: a second name of such a file may be anybody's.
rm -rf linked beside
mkdir beside
article linked-in/a.md One 2025-01-13
run "$MKEPUB" archive linked-in -o linked --every month --series S -q
exits 0 'a shelf is made'
for file in catalog.db-wal catalog.db-journal search.db-wal catalog.db search.db .lock; do
  rm -f beside/thesis
  if [ -f linked/$file ]; then
    ln linked/$file beside/thesis
  else
    echo 'years of work' >beside/thesis
    ln beside/thesis linked/$file
  fi
  sum=$(sha256sum <beside/thesis)
  echo more >>linked-in/a.md
  run "$MKEPUB" archive linked-in -o linked --every month --series S -q
  exits 3 "$file with a second name is refused"
  is "$(sha256sum <beside/thesis)" "$sum" 'and is as it was'
  cp -p linked/$file copy
  mv copy linked/$file
  [ ! -s linked/$file ] || case $file in *-wal | *-journal) rm linked/$file ;; esac
done
run "$MKEPUB" archive linked-in -o linked --every month --series S -q
exits 0 'a copy in its place is taken'
finish
