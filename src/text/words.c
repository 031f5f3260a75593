/* SPDX-License-Identifier: MIT */
#include "text/words.h"

#include <string.h>

typedef struct {
  const char *language;
  const char *words[MKEPUB_WORDS_N];
} Row;

/* The first row is the default. Traditional Chinese has a row of its own because its characters
 * differ from the simplified ones. */
#define W(word) [MKEPUB_WORD_##word]
/* clang-format off */
static const Row rows[] = {
    {"en",
     {W(CONTENTS) = "Contents", W(COVER) = "Cover", W(FRONT_PAGE) = "Front page",
      W(START) = "Start of content", W(LANDMARKS) = "Landmarks",
      W(SECTION) = "Section", W(PREVIOUS) = "Previous", W(NEXT) = "Next",
      W(SOURCE) = "Source", W(NOTES) = "Notes", W(UNTITLED) = "Untitled",
      W(BY) = "By %s", W(ISSUE) = "Issue %s", W(ONE_ARTICLE) = "1 article",
      W(ARTICLES) = "%s articles", W(MINUTES) = "about %s minutes",
      W(HOURS) = "about %s hours", W(MIN) = "%s min",
      W(SKIP) = "Skip to content", W(NEWEST) = "Newest issue", W(ONE_ISSUE) = "1 issue",
      W(ISSUES) = "%s issues", W(BY_YEAR) = "By year", W(UNDATED) = "Undated",
      W(WHOLE_YEAR) = "The whole year in one book", W(DOWNLOAD) = "Download",
      W(ALL_ISSUES) = "All issues", W(SEARCH) = "Search",
      W(SEARCH_TITLES) = "Searches titles, authors, sections and descriptions",
      W(SEARCH_TEXT) = "Searches the whole text of all articles", W(SEARCHING) = "Searching…",
      W(NOTHING) = "Nothing found", W(MORE) = "Show more",
      W(CATALOG) = "Catalog for e-readers", W(FEED) = "News feed"}},
    {"de",
     {W(CONTENTS) = "Inhalt", W(COVER) = "Titelbild",
      W(FRONT_PAGE) = "Titelseite", W(START) = "Textanfang",
      W(LANDMARKS) = "Orientierungspunkte", W(SECTION) = "Rubrik",
      W(PREVIOUS) = "Zurück", W(NEXT) = "Weiter", W(SOURCE) = "Quelle",
      W(NOTES) = "Anmerkungen", W(UNTITLED) = "Ohne Titel", W(BY) = "Von %s",
      W(ISSUE) = "Ausgabe %s", W(ONE_ARTICLE) = "1 Artikel",
      W(ARTICLES) = "%s Artikel", W(MINUTES) = "etwa %s Min.",
      W(HOURS) = "etwa %s Stunden", W(MIN) = "%s Min.",
      W(SKIP) = "Zum Inhalt springen", W(NEWEST) = "Neueste Ausgabe",
      W(ONE_ISSUE) = "1 Ausgabe", W(ISSUES) = "%s Ausgaben", W(BY_YEAR) = "Nach Jahr",
      W(UNDATED) = "Ohne Datum", W(WHOLE_YEAR) = "Das ganze Jahr in einem Buch",
      W(DOWNLOAD) = "Herunterladen", W(ALL_ISSUES) = "Alle Ausgaben", W(SEARCH) = "Suchen",
      W(SEARCH_TITLES) = "Durchsucht Titel, Autoren, Rubriken und Beschreibungen",
      W(SEARCH_TEXT) = "Durchsucht den ganzen Text aller Artikel",
      W(SEARCHING) = "Suche läuft…", W(NOTHING) = "Nichts gefunden", W(MORE) = "Mehr anzeigen",
      W(CATALOG) = "Katalog für Lesegeräte", W(FEED) = "Newsfeed"}},
    {"fr",
     {W(CONTENTS) = "Sommaire", W(COVER) = "Couverture",
      W(FRONT_PAGE) = "À la une", W(START) = "Début du texte",
      W(LANDMARKS) = "Repères", W(SECTION) = "Rubrique",
      W(PREVIOUS) = "Précédent", W(NEXT) = "Suivant", W(SOURCE) = "Source",
      W(NOTES) = "Notes", W(UNTITLED) = "Sans titre", W(BY) = "Par %s",
      W(ISSUE) = "Numéro %s", W(ONE_ARTICLE) = "1 article",
      W(ARTICLES) = "%s articles", W(MINUTES) = "environ %s min",
      W(HOURS) = "environ %s heures", W(MIN) = "%s min",
      W(SKIP) = "Aller au contenu", W(NEWEST) = "Dernier numéro", W(ONE_ISSUE) = "1 numéro",
      W(ISSUES) = "%s numéros", W(BY_YEAR) = "Par année", W(UNDATED) = "Sans date",
      W(WHOLE_YEAR) = "Toute l’année en un livre", W(DOWNLOAD) = "Télécharger",
      W(ALL_ISSUES) = "Tous les numéros", W(SEARCH) = "Rechercher",
      W(SEARCH_TITLES) = "Recherche dans les titres, les auteurs, les rubriques et les descriptions",
      W(SEARCH_TEXT) = "Recherche dans le texte intégral de tous les articles",
      W(SEARCHING) = "Recherche en cours…", W(NOTHING) = "Aucun résultat",
      W(MORE) = "Afficher plus", W(CATALOG) = "Catalogue pour liseuses",
      W(FEED) = "Fil d’actualité"}},
    {"es",
     {W(CONTENTS) = "Índice", W(COVER) = "Cubierta", W(FRONT_PAGE) = "Portada",
      W(START) = "Inicio del texto", W(LANDMARKS) = "Puntos de referencia",
      W(SECTION) = "Sección", W(PREVIOUS) = "Anterior", W(NEXT) = "Siguiente",
      W(SOURCE) = "Fuente", W(NOTES) = "Notas", W(UNTITLED) = "Sin título",
      W(BY) = "Por %s", W(ISSUE) = "Número %s", W(ONE_ARTICLE) = "1 artículo",
      W(ARTICLES) = "%s artículos", W(MINUTES) = "unos %s min",
      W(HOURS) = "unas %s horas", W(MIN) = "%s min",
      W(SKIP) = "Ir al contenido", W(NEWEST) = "Último número", W(ONE_ISSUE) = "1 número",
      W(ISSUES) = "%s números", W(BY_YEAR) = "Por año", W(UNDATED) = "Sin fecha",
      W(WHOLE_YEAR) = "Todo el año en un libro", W(DOWNLOAD) = "Descargar",
      W(ALL_ISSUES) = "Todos los números", W(SEARCH) = "Buscar",
      W(SEARCH_TITLES) = "Busca en títulos, autores, secciones y descripciones",
      W(SEARCH_TEXT) = "Busca en el texto completo de todos los artículos",
      W(SEARCHING) = "Buscando…", W(NOTHING) = "No se encontró nada", W(MORE) = "Mostrar más",
      W(CATALOG) = "Catálogo para lectores electrónicos", W(FEED) = "Canal de noticias"}},
    {"it",
     {W(CONTENTS) = "Indice", W(COVER) = "Copertina",
      W(FRONT_PAGE) = "Prima pagina", W(START) = "Inizio del testo",
      W(LANDMARKS) = "Punti di riferimento", W(SECTION) = "Sezione",
      W(PREVIOUS) = "Precedente", W(NEXT) = "Successivo", W(SOURCE) = "Fonte",
      W(NOTES) = "Note", W(UNTITLED) = "Senza titolo", W(BY) = "Di %s",
      W(ISSUE) = "Numero %s", W(ONE_ARTICLE) = "1 articolo",
      W(ARTICLES) = "%s articoli", W(MINUTES) = "circa %s min",
      W(HOURS) = "circa %s ore", W(MIN) = "%s min",
      W(SKIP) = "Vai al contenuto", W(NEWEST) = "Ultimo numero", W(ONE_ISSUE) = "1 numero",
      W(ISSUES) = "%s numeri", W(BY_YEAR) = "Per anno", W(UNDATED) = "Senza data",
      W(WHOLE_YEAR) = "Tutto l’anno in un libro", W(DOWNLOAD) = "Scarica",
      W(ALL_ISSUES) = "Tutti i numeri", W(SEARCH) = "Cerca",
      W(SEARCH_TITLES) = "Cerca in titoli, autori, sezioni e descrizioni",
      W(SEARCH_TEXT) = "Cerca nel testo completo di tutti gli articoli",
      W(SEARCHING) = "Ricerca in corso…", W(NOTHING) = "Nessun risultato",
      W(MORE) = "Mostra altri", W(CATALOG) = "Catalogo per e-reader",
      W(FEED) = "Feed di notizie"}},
    {"pt",
     {W(CONTENTS) = "Índice", W(COVER) = "Capa",
      W(FRONT_PAGE) = "Primeira página", W(START) = "Início do texto",
      W(LANDMARKS) = "Pontos de referência", W(SECTION) = "Seção",
      W(PREVIOUS) = "Anterior", W(NEXT) = "Seguinte", W(SOURCE) = "Fonte",
      W(NOTES) = "Notas", W(UNTITLED) = "Sem título", W(BY) = "Por %s",
      W(ISSUE) = "Edição %s", W(ONE_ARTICLE) = "1 artigo",
      W(ARTICLES) = "%s artigos", W(MINUTES) = "cerca de %s min",
      W(HOURS) = "cerca de %s horas", W(MIN) = "%s min",
      W(SKIP) = "Ir para o conteúdo", W(NEWEST) = "Última edição", W(ONE_ISSUE) = "1 edição",
      W(ISSUES) = "%s edições", W(BY_YEAR) = "Por ano", W(UNDATED) = "Sem data",
      W(WHOLE_YEAR) = "O ano inteiro em um livro", W(DOWNLOAD) = "Baixar",
      W(ALL_ISSUES) = "Todas as edições", W(SEARCH) = "Pesquisar",
      W(SEARCH_TITLES) = "Pesquisa em títulos, autores, seções e descrições",
      W(SEARCH_TEXT) = "Pesquisa no texto completo de todos os artigos",
      W(SEARCHING) = "Pesquisando…", W(NOTHING) = "Nada encontrado", W(MORE) = "Mostrar mais",
      W(CATALOG) = "Catálogo para leitores digitais", W(FEED) = "Feed de notícias"}},
    {"nl",
     {W(CONTENTS) = "Inhoud", W(COVER) = "Omslag", W(FRONT_PAGE) = "Voorpagina",
      W(START) = "Begin van de tekst", W(LANDMARKS) = "Oriëntatiepunten",
      W(SECTION) = "Rubriek", W(PREVIOUS) = "Vorige", W(NEXT) = "Volgende",
      W(SOURCE) = "Bron", W(NOTES) = "Noten", W(UNTITLED) = "Zonder titel",
      W(BY) = "Door %s", W(ISSUE) = "Nummer %s", W(ONE_ARTICLE) = "1 artikel",
      W(ARTICLES) = "%s artikelen", W(MINUTES) = "ongeveer %s min.",
      W(HOURS) = "ongeveer %s uur", W(MIN) = "%s min.",
      W(SKIP) = "Naar de inhoud", W(NEWEST) = "Nieuwste nummer", W(ONE_ISSUE) = "1 nummer",
      W(ISSUES) = "%s nummers", W(BY_YEAR) = "Per jaar", W(UNDATED) = "Zonder datum",
      W(WHOLE_YEAR) = "Het hele jaar in één boek", W(DOWNLOAD) = "Downloaden",
      W(ALL_ISSUES) = "Alle nummers", W(SEARCH) = "Zoeken",
      W(SEARCH_TITLES) = "Zoekt in titels, auteurs, rubrieken en beschrijvingen",
      W(SEARCH_TEXT) = "Zoekt in de volledige tekst van alle artikelen",
      W(SEARCHING) = "Bezig met zoeken…", W(NOTHING) = "Niets gevonden",
      W(MORE) = "Meer tonen", W(CATALOG) = "Catalogus voor e-readers", W(FEED) = "Nieuwsfeed"}},
    {"ru",
     {W(CONTENTS) = "Содержание", W(COVER) = "Обложка",
      W(FRONT_PAGE) = "Первая полоса", W(START) = "Начало текста",
      W(LANDMARKS) = "Ориентиры", W(SECTION) = "Раздел", W(PREVIOUS) = "Назад",
      W(NEXT) = "Далее", W(SOURCE) = "Источник", W(NOTES) = "Примечания",
      W(UNTITLED) = "Без названия", W(BY) = "Автор: %s", W(ISSUE) = "Выпуск %s",
      W(ONE_ARTICLE) = "1 статья", W(ARTICLES) = "Статей: %s",
      W(MINUTES) = "около %s мин", W(HOURS) = "около %s ч", W(MIN) = "%s мин",
      W(SKIP) = "К содержанию", W(NEWEST) = "Последний выпуск", W(ONE_ISSUE) = "1 выпуск",
      W(ISSUES) = "Выпусков: %s", W(BY_YEAR) = "По годам", W(UNDATED) = "Без даты",
      W(WHOLE_YEAR) = "Весь год в одной книге", W(DOWNLOAD) = "Скачать",
      W(ALL_ISSUES) = "Все выпуски", W(SEARCH) = "Поиск",
      W(SEARCH_TITLES) = "Поиск по названиям, авторам, разделам и описаниям",
      W(SEARCH_TEXT) = "Поиск по полному тексту всех статей", W(SEARCHING) = "Идёт поиск…",
      W(NOTHING) = "Ничего не найдено", W(MORE) = "Показать ещё",
      W(CATALOG) = "Каталог для электронных книг", W(FEED) = "Лента новостей"}},
    {"uk",
     {W(CONTENTS) = "Зміст", W(COVER) = "Обкладинка",
      W(FRONT_PAGE) = "Перша шпальта", W(START) = "Початок тексту",
      W(LANDMARKS) = "Орієнтири", W(SECTION) = "Розділ", W(PREVIOUS) = "Назад",
      W(NEXT) = "Далі", W(SOURCE) = "Джерело", W(NOTES) = "Примітки",
      W(UNTITLED) = "Без назви", W(BY) = "Автор: %s", W(ISSUE) = "Випуск %s",
      W(ONE_ARTICLE) = "1 стаття", W(ARTICLES) = "Статей: %s",
      W(MINUTES) = "близько %s хв", W(HOURS) = "близько %s год",
      W(MIN) = "%s хв",
      W(SKIP) = "До змісту", W(NEWEST) = "Останній випуск", W(ONE_ISSUE) = "1 випуск",
      W(ISSUES) = "Випусків: %s", W(BY_YEAR) = "За роками", W(UNDATED) = "Без дати",
      W(WHOLE_YEAR) = "Увесь рік в одній книзі", W(DOWNLOAD) = "Завантажити",
      W(ALL_ISSUES) = "Усі випуски", W(SEARCH) = "Пошук",
      W(SEARCH_TITLES) = "Пошук за назвами, авторами, розділами та описами",
      W(SEARCH_TEXT) = "Пошук у повному тексті всіх статей", W(SEARCHING) = "Триває пошук…",
      W(NOTHING) = "Нічого не знайдено", W(MORE) = "Показати ще",
      W(CATALOG) = "Каталог для електронних книг", W(FEED) = "Стрічка новин"}},
    {"pl",
     {W(CONTENTS) = "Spis treści", W(COVER) = "Okładka",
      W(FRONT_PAGE) = "Strona główna", W(START) = "Początek tekstu",
      W(LANDMARKS) = "Punkty orientacyjne", W(SECTION) = "Dział",
      W(PREVIOUS) = "Poprzedni", W(NEXT) = "Następny", W(SOURCE) = "Źródło",
      W(NOTES) = "Przypisy", W(UNTITLED) = "Bez tytułu", W(BY) = "Autor: %s",
      W(ISSUE) = "Numer %s", W(ONE_ARTICLE) = "1 artykuł",
      W(ARTICLES) = "Artykuły: %s", W(MINUTES) = "około %s min",
      W(HOURS) = "około %s godz.", W(MIN) = "%s min",
      W(SKIP) = "Przejdź do treści", W(NEWEST) = "Najnowszy numer", W(ONE_ISSUE) = "1 numer",
      W(ISSUES) = "Numery: %s", W(BY_YEAR) = "Według lat", W(UNDATED) = "Bez daty",
      W(WHOLE_YEAR) = "Cały rok w jednej książce", W(DOWNLOAD) = "Pobierz",
      W(ALL_ISSUES) = "Wszystkie numery", W(SEARCH) = "Szukaj",
      W(SEARCH_TITLES) = "Szuka w tytułach, autorach, działach i opisach",
      W(SEARCH_TEXT) = "Szuka w pełnym tekście wszystkich artykułów",
      W(SEARCHING) = "Wyszukiwanie…", W(NOTHING) = "Nic nie znaleziono",
      W(MORE) = "Pokaż więcej", W(CATALOG) = "Katalog dla czytników",
      W(FEED) = "Kanał wiadomości"}},
    {"cs",
     {W(CONTENTS) = "Obsah", W(COVER) = "Obálka",
      W(FRONT_PAGE) = "Titulní strana", W(START) = "Začátek textu",
      W(LANDMARKS) = "Orientační body", W(SECTION) = "Rubrika",
      W(PREVIOUS) = "Předchozí", W(NEXT) = "Další", W(SOURCE) = "Zdroj",
      W(NOTES) = "Poznámky", W(UNTITLED) = "Bez názvu", W(BY) = "Autor: %s",
      W(ISSUE) = "Číslo %s", W(ONE_ARTICLE) = "1 článek",
      W(ARTICLES) = "Články: %s", W(MINUTES) = "asi %s min",
      W(HOURS) = "asi %s h", W(MIN) = "%s min",
      W(SKIP) = "Přejít na obsah", W(NEWEST) = "Nejnovější číslo", W(ONE_ISSUE) = "1 číslo",
      W(ISSUES) = "Čísla: %s", W(BY_YEAR) = "Podle roku", W(UNDATED) = "Bez data",
      W(WHOLE_YEAR) = "Celý rok v jedné knize", W(DOWNLOAD) = "Stáhnout",
      W(ALL_ISSUES) = "Všechna čísla", W(SEARCH) = "Hledat",
      W(SEARCH_TITLES) = "Hledá v názvech, autorech, rubrikách a popisech",
      W(SEARCH_TEXT) = "Hledá v úplném textu všech článků", W(SEARCHING) = "Hledá se…",
      W(NOTHING) = "Nic nenalezeno", W(MORE) = "Zobrazit další",
      W(CATALOG) = "Katalog pro čtečky", W(FEED) = "Kanál novinek"}},
    {"ja",
     {W(CONTENTS) = "目次", W(COVER) = "表紙", W(FRONT_PAGE) = "第一面",
      W(START) = "本文の始まり", W(LANDMARKS) = "ランドマーク", W(SECTION) = "セクション",
      W(PREVIOUS) = "前へ", W(NEXT) = "次へ", W(SOURCE) = "出典", W(NOTES) = "注",
      W(UNTITLED) = "無題", W(BY) = "文：%s", W(ISSUE) = "第%s号",
      W(ONE_ARTICLE) = "記事1本", W(ARTICLES) = "記事%s本", W(MINUTES) = "約%s分",
      W(HOURS) = "約%s時間", W(MIN) = "%s分",
      W(SKIP) = "本文へ移動", W(NEWEST) = "最新号", W(ONE_ISSUE) = "1号", W(ISSUES) = "全%s号",
      W(BY_YEAR) = "年別", W(UNDATED) = "日付なし", W(WHOLE_YEAR) = "一年分を一冊に",
      W(DOWNLOAD) = "ダウンロード", W(ALL_ISSUES) = "すべての号", W(SEARCH) = "検索",
      W(SEARCH_TITLES) = "題名、著者、セクション、説明を検索します",
      W(SEARCH_TEXT) = "全記事の本文を検索します", W(SEARCHING) = "検索中…",
      W(NOTHING) = "見つかりませんでした", W(MORE) = "もっと見る",
      W(CATALOG) = "電子書籍リーダー用カタログ", W(FEED) = "ニュースフィード"}},
    {"zh",
     {W(CONTENTS) = "目录", W(COVER) = "封面", W(FRONT_PAGE) = "头版",
      W(START) = "正文开始", W(LANDMARKS) = "地标", W(SECTION) = "栏目",
      W(PREVIOUS) = "上一篇", W(NEXT) = "下一篇", W(SOURCE) = "来源",
      W(NOTES) = "注释", W(UNTITLED) = "无题", W(BY) = "作者：%s",
      W(ISSUE) = "第%s期", W(ONE_ARTICLE) = "1篇文章", W(ARTICLES) = "%s篇文章",
      W(MINUTES) = "约%s分钟", W(HOURS) = "约%s小时", W(MIN) = "%s分钟",
      W(SKIP) = "跳到正文", W(NEWEST) = "最新一期", W(ONE_ISSUE) = "1期", W(ISSUES) = "共%s期",
      W(BY_YEAR) = "按年份", W(UNDATED) = "无日期", W(WHOLE_YEAR) = "全年合订本",
      W(DOWNLOAD) = "下载", W(ALL_ISSUES) = "所有各期", W(SEARCH) = "搜索",
      W(SEARCH_TITLES) = "搜索标题、作者、栏目和简介", W(SEARCH_TEXT) = "搜索所有文章的全文",
      W(SEARCHING) = "正在搜索…", W(NOTHING) = "没有找到", W(MORE) = "显示更多",
      W(CATALOG) = "电子阅读器书目", W(FEED) = "新闻订阅"}},
    {"zh-Hant",
     {W(CONTENTS) = "目錄", W(COVER) = "封面", W(FRONT_PAGE) = "頭版",
      W(START) = "正文開始", W(LANDMARKS) = "地標", W(SECTION) = "欄目",
      W(PREVIOUS) = "上一篇", W(NEXT) = "下一篇", W(SOURCE) = "來源",
      W(NOTES) = "註釋", W(UNTITLED) = "無題", W(BY) = "作者：%s",
      W(ISSUE) = "第%s期", W(ONE_ARTICLE) = "1篇文章", W(ARTICLES) = "%s篇文章",
      W(MINUTES) = "約%s分鐘", W(HOURS) = "約%s小時", W(MIN) = "%s分鐘",
      W(SKIP) = "跳到正文", W(NEWEST) = "最新一期", W(ONE_ISSUE) = "1期", W(ISSUES) = "共%s期",
      W(BY_YEAR) = "依年份", W(UNDATED) = "無日期", W(WHOLE_YEAR) = "全年合訂本",
      W(DOWNLOAD) = "下載", W(ALL_ISSUES) = "所有各期", W(SEARCH) = "搜尋",
      W(SEARCH_TITLES) = "搜尋標題、作者、欄目和簡介", W(SEARCH_TEXT) = "搜尋所有文章的全文",
      W(SEARCHING) = "正在搜尋…", W(NOTHING) = "沒有找到", W(MORE) = "顯示更多",
      W(CATALOG) = "電子閱讀器書目", W(FEED) = "新聞訂閱"}},
    {"ko",
     {W(CONTENTS) = "차례", W(COVER) = "표지", W(FRONT_PAGE) = "1면",
      W(START) = "본문 시작", W(LANDMARKS) = "랜드마크", W(SECTION) = "섹션",
      W(PREVIOUS) = "이전", W(NEXT) = "다음", W(SOURCE) = "출처", W(NOTES) = "주석",
      W(UNTITLED) = "제목 없음", W(BY) = "글: %s", W(ISSUE) = "제%s호",
      W(ONE_ARTICLE) = "기사 1건", W(ARTICLES) = "기사 %s건", W(MINUTES) = "약 %s분",
      W(HOURS) = "약 %s시간", W(MIN) = "%s분",
      W(SKIP) = "본문으로 건너뛰기", W(NEWEST) = "최신호", W(ONE_ISSUE) = "1개 호",
      W(ISSUES) = "%s개 호", W(BY_YEAR) = "연도별", W(UNDATED) = "날짜 없음",
      W(WHOLE_YEAR) = "한 해를 한 권으로", W(DOWNLOAD) = "내려받기", W(ALL_ISSUES) = "모든 호",
      W(SEARCH) = "검색", W(SEARCH_TITLES) = "제목, 글쓴이, 섹션, 설명에서 검색합니다",
      W(SEARCH_TEXT) = "모든 기사의 본문에서 검색합니다", W(SEARCHING) = "검색 중…",
      W(NOTHING) = "찾은 것이 없습니다", W(MORE) = "더 보기",
      W(CATALOG) = "전자책 단말기용 목록", W(FEED) = "뉴스 피드"}},
    {"ar",
     {W(CONTENTS) = "المحتويات", W(COVER) = "الغلاف",
      W(FRONT_PAGE) = "الصفحة الأولى", W(START) = "بداية النص",
      W(LANDMARKS) = "المعالم", W(SECTION) = "القسم", W(PREVIOUS) = "السابق",
      W(NEXT) = "التالي", W(SOURCE) = "المصدر", W(NOTES) = "الهوامش",
      W(UNTITLED) = "بلا عنوان", W(BY) = "بقلم %s", W(ISSUE) = "العدد %s",
      W(ONE_ARTICLE) = "مقالة واحدة", W(ARTICLES) = "المقالات: %s",
      W(MINUTES) = "نحو %s د", W(HOURS) = "نحو %s س", W(MIN) = "%s د",
      W(SKIP) = "الانتقال إلى المحتوى", W(NEWEST) = "أحدث عدد", W(ONE_ISSUE) = "عدد واحد",
      W(ISSUES) = "الأعداد: %s", W(BY_YEAR) = "حسب السنة", W(UNDATED) = "بلا تاريخ",
      W(WHOLE_YEAR) = "السنة كلها في كتاب واحد", W(DOWNLOAD) = "تنزيل",
      W(ALL_ISSUES) = "كل الأعداد", W(SEARCH) = "بحث",
      W(SEARCH_TITLES) = "البحث في العناوين والكتّاب والأقسام والأوصاف",
      W(SEARCH_TEXT) = "البحث في النص الكامل لكل المقالات", W(SEARCHING) = "جارٍ البحث…",
      W(NOTHING) = "لا نتائج", W(MORE) = "عرض المزيد", W(CATALOG) = "فهرس لأجهزة القراءة",
      W(FEED) = "موجز الأخبار"}},
    {"he",
     {W(CONTENTS) = "תוכן העניינים", W(COVER) = "כריכה",
      W(FRONT_PAGE) = "העמוד הראשי", W(START) = "תחילת הטקסט",
      W(LANDMARKS) = "נקודות ציון", W(SECTION) = "מדור", W(PREVIOUS) = "הקודם",
      W(NEXT) = "הבא", W(SOURCE) = "מקור", W(NOTES) = "הערות",
      W(UNTITLED) = "ללא כותרת", W(BY) = "מאת %s", W(ISSUE) = "גיליון %s",
      W(ONE_ARTICLE) = "כתבה אחת", W(ARTICLES) = "כתבות: %s",
      W(MINUTES) = "כ־%s דק׳", W(HOURS) = "כ־%s שעות", W(MIN) = "%s דק׳",
      W(SKIP) = "דילוג לתוכן", W(NEWEST) = "הגיליון החדש ביותר", W(ONE_ISSUE) = "גיליון אחד",
      W(ISSUES) = "גיליונות: %s", W(BY_YEAR) = "לפי שנה", W(UNDATED) = "ללא תאריך",
      W(WHOLE_YEAR) = "כל השנה בספר אחד", W(DOWNLOAD) = "הורדה",
      W(ALL_ISSUES) = "כל הגיליונות", W(SEARCH) = "חיפוש",
      W(SEARCH_TITLES) = "חיפוש בכותרות, במחברים, במדורים ובתיאורים",
      W(SEARCH_TEXT) = "חיפוש בטקסט המלא של כל הכתבות", W(SEARCHING) = "מחפש…",
      W(NOTHING) = "לא נמצא דבר", W(MORE) = "הצגת עוד",
      W(CATALOG) = "קטלוג לקוראים אלקטרוניים", W(FEED) = "ערוץ חדשות"}},
    {"hi",
     {W(CONTENTS) = "विषय-सूची", W(COVER) = "आवरण", W(FRONT_PAGE) = "मुखपृष्ठ",
      W(START) = "पाठ का आरंभ", W(LANDMARKS) = "मार्गचिह्न", W(SECTION) = "खंड",
      W(PREVIOUS) = "पिछला", W(NEXT) = "अगला", W(SOURCE) = "स्रोत",
      W(NOTES) = "टिप्पणियाँ", W(UNTITLED) = "शीर्षकहीन", W(BY) = "लेखक: %s",
      W(ISSUE) = "अंक %s", W(ONE_ARTICLE) = "1 लेख", W(ARTICLES) = "%s लेख",
      W(MINUTES) = "लगभग %s मिनट", W(HOURS) = "लगभग %s घंटे", W(MIN) = "%s मिनट",
      W(SKIP) = "सामग्री पर जाएँ", W(NEWEST) = "नवीनतम अंक", W(ONE_ISSUE) = "1 अंक",
      W(ISSUES) = "%s अंक", W(BY_YEAR) = "वर्ष के अनुसार", W(UNDATED) = "बिना तारीख",
      W(WHOLE_YEAR) = "पूरा वर्ष एक पुस्तक में", W(DOWNLOAD) = "डाउनलोड करें",
      W(ALL_ISSUES) = "सभी अंक", W(SEARCH) = "खोजें",
      W(SEARCH_TITLES) = "शीर्षक, लेखक, खंड और विवरण में खोजता है",
      W(SEARCH_TEXT) = "सभी लेखों के पूरे पाठ में खोजता है", W(SEARCHING) = "खोज जारी है…",
      W(NOTHING) = "कुछ नहीं मिला", W(MORE) = "और दिखाएँ", W(CATALOG) = "ई-रीडर के लिए सूची",
      W(FEED) = "समाचार फ़ीड"}},
};
/* clang-format on */
#undef W

static gboolean is_traditional(const char *language)
{
  return strstr(language, "Hant") || strstr(language, "TW") || strstr(language, "HK") ||
         strstr(language, "MO");
}

static const Row *find_row(const char *language)
{
  gsize length = language ? strcspn(language, "-_") : 0;
  const char *wanted = language;
  if (length == 2 && g_ascii_strncasecmp(language, "zh", 2) == 0 && is_traditional(language)) {
    wanted = "zh-Hant";
    length = strlen(wanted);
  }
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
    if (strlen(rows[i].language) == length &&
        g_ascii_strncasecmp(rows[i].language, wanted, length) == 0)
      return &rows[i];
  return &rows[0];
}

const char *mkepub_words_lookup(MkepubWord id, const char *language)
{
  return find_row(language)->words[id];
}

char *mkepub_words_fill(MkepubWord id, const char *language, const char *value)
{
  const char *words = mkepub_words_lookup(id, language);
  const char *place = strstr(words, "%s");
  g_assert(place);
  return g_strdup_printf("%.*s%s%s", (int)(place - words), words, value, place + 2);
}

static char *fill_number(MkepubWord id, const char *language, gsize number)
{
  g_autofree char *digits = g_strdup_printf("%" G_GSIZE_FORMAT, number);
  return mkepub_words_fill(id, language, digits);
}

char *mkepub_words_articles(guint count, const char *language)
{
  return count == 1 ? g_strdup(mkepub_words_lookup(MKEPUB_WORD_ONE_ARTICLE, language))
                    : fill_number(MKEPUB_WORD_ARTICLES, language, count);
}

char *mkepub_words_issues(guint count, const char *language)
{
  return count == 1 ? g_strdup(mkepub_words_lookup(MKEPUB_WORD_ONE_ISSUE, language))
                    : fill_number(MKEPUB_WORD_ISSUES, language, count);
}

gsize mkepub_words_minutes(gsize words)
{
  return MAX(1, (words + 110) / 220);
}

char *mkepub_words_reading_time(gsize words, const char *language)
{
  gsize minutes = mkepub_words_minutes(words);
  if (minutes == 1) /* the abbreviation has no plural */
    return fill_number(MKEPUB_WORD_MIN, language, minutes);
  return minutes <= 120 ? fill_number(MKEPUB_WORD_MINUTES, language, minutes)
                        : fill_number(MKEPUB_WORD_HOURS, language, (minutes + 30) / 60);
}
