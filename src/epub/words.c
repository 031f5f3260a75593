/* SPDX-License-Identifier: MIT */
#include "epub/words.h"

#include <string.h>

typedef struct {
  const char *language;
  const char *words[WORDS_N];
} Row;

/* The first row is the default. Traditional Chinese stands beside the simplified because the
 * characters differ. */
/* clang-format off */
static const Row rows[] = {
    {"en",
     {[WORD_CONTENTS] = "Contents", [WORD_COVER] = "Cover", [WORD_FRONT_PAGE] = "Front page",
      [WORD_START] = "Start of content", [WORD_LANDMARKS] = "Landmarks",
      [WORD_SECTION] = "Section", [WORD_PREVIOUS] = "Previous", [WORD_NEXT] = "Next",
      [WORD_SOURCE] = "Source", [WORD_NOTES] = "Notes", [WORD_UNTITLED] = "Untitled",
      [WORD_BY] = "By %s", [WORD_ISSUE] = "Issue %s", [WORD_ONE_ARTICLE] = "1 article",
      [WORD_ARTICLES] = "%s articles", [WORD_MINUTES] = "about %s minutes",
      [WORD_HOURS] = "about %s hours", [WORD_MIN] = "%s min"}},
    {"de",
     {[WORD_CONTENTS] = "Inhalt", [WORD_COVER] = "Titelbild",
      [WORD_FRONT_PAGE] = "Titelseite", [WORD_START] = "Textanfang",
      [WORD_LANDMARKS] = "Orientierungspunkte", [WORD_SECTION] = "Rubrik",
      [WORD_PREVIOUS] = "Zurück", [WORD_NEXT] = "Weiter", [WORD_SOURCE] = "Quelle",
      [WORD_NOTES] = "Anmerkungen", [WORD_UNTITLED] = "Ohne Titel", [WORD_BY] = "Von %s",
      [WORD_ISSUE] = "Ausgabe %s", [WORD_ONE_ARTICLE] = "1 Artikel",
      [WORD_ARTICLES] = "%s Artikel", [WORD_MINUTES] = "etwa %s Min.",
      [WORD_HOURS] = "etwa %s Stunden", [WORD_MIN] = "%s Min."}},
    {"fr",
     {[WORD_CONTENTS] = "Sommaire", [WORD_COVER] = "Couverture",
      [WORD_FRONT_PAGE] = "À la une", [WORD_START] = "Début du texte",
      [WORD_LANDMARKS] = "Repères", [WORD_SECTION] = "Rubrique",
      [WORD_PREVIOUS] = "Précédent", [WORD_NEXT] = "Suivant", [WORD_SOURCE] = "Source",
      [WORD_NOTES] = "Notes", [WORD_UNTITLED] = "Sans titre", [WORD_BY] = "Par %s",
      [WORD_ISSUE] = "Numéro %s", [WORD_ONE_ARTICLE] = "1 article",
      [WORD_ARTICLES] = "%s articles", [WORD_MINUTES] = "environ %s min",
      [WORD_HOURS] = "environ %s heures", [WORD_MIN] = "%s min"}},
    {"es",
     {[WORD_CONTENTS] = "Índice", [WORD_COVER] = "Cubierta", [WORD_FRONT_PAGE] = "Portada",
      [WORD_START] = "Inicio del texto", [WORD_LANDMARKS] = "Puntos de referencia",
      [WORD_SECTION] = "Sección", [WORD_PREVIOUS] = "Anterior", [WORD_NEXT] = "Siguiente",
      [WORD_SOURCE] = "Fuente", [WORD_NOTES] = "Notas", [WORD_UNTITLED] = "Sin título",
      [WORD_BY] = "Por %s", [WORD_ISSUE] = "Número %s", [WORD_ONE_ARTICLE] = "1 artículo",
      [WORD_ARTICLES] = "%s artículos", [WORD_MINUTES] = "unos %s min",
      [WORD_HOURS] = "unas %s horas", [WORD_MIN] = "%s min"}},
    {"it",
     {[WORD_CONTENTS] = "Indice", [WORD_COVER] = "Copertina",
      [WORD_FRONT_PAGE] = "Prima pagina", [WORD_START] = "Inizio del testo",
      [WORD_LANDMARKS] = "Punti di riferimento", [WORD_SECTION] = "Sezione",
      [WORD_PREVIOUS] = "Precedente", [WORD_NEXT] = "Successivo", [WORD_SOURCE] = "Fonte",
      [WORD_NOTES] = "Note", [WORD_UNTITLED] = "Senza titolo", [WORD_BY] = "Di %s",
      [WORD_ISSUE] = "Numero %s", [WORD_ONE_ARTICLE] = "1 articolo",
      [WORD_ARTICLES] = "%s articoli", [WORD_MINUTES] = "circa %s min",
      [WORD_HOURS] = "circa %s ore", [WORD_MIN] = "%s min"}},
    {"pt",
     {[WORD_CONTENTS] = "Índice", [WORD_COVER] = "Capa",
      [WORD_FRONT_PAGE] = "Primeira página", [WORD_START] = "Início do texto",
      [WORD_LANDMARKS] = "Pontos de referência", [WORD_SECTION] = "Seção",
      [WORD_PREVIOUS] = "Anterior", [WORD_NEXT] = "Seguinte", [WORD_SOURCE] = "Fonte",
      [WORD_NOTES] = "Notas", [WORD_UNTITLED] = "Sem título", [WORD_BY] = "Por %s",
      [WORD_ISSUE] = "Edição %s", [WORD_ONE_ARTICLE] = "1 artigo",
      [WORD_ARTICLES] = "%s artigos", [WORD_MINUTES] = "cerca de %s min",
      [WORD_HOURS] = "cerca de %s horas", [WORD_MIN] = "%s min"}},
    {"nl",
     {[WORD_CONTENTS] = "Inhoud", [WORD_COVER] = "Omslag", [WORD_FRONT_PAGE] = "Voorpagina",
      [WORD_START] = "Begin van de tekst", [WORD_LANDMARKS] = "Oriëntatiepunten",
      [WORD_SECTION] = "Rubriek", [WORD_PREVIOUS] = "Vorige", [WORD_NEXT] = "Volgende",
      [WORD_SOURCE] = "Bron", [WORD_NOTES] = "Noten", [WORD_UNTITLED] = "Zonder titel",
      [WORD_BY] = "Door %s", [WORD_ISSUE] = "Nummer %s", [WORD_ONE_ARTICLE] = "1 artikel",
      [WORD_ARTICLES] = "%s artikelen", [WORD_MINUTES] = "ongeveer %s min.",
      [WORD_HOURS] = "ongeveer %s uur", [WORD_MIN] = "%s min."}},
    {"ru",
     {[WORD_CONTENTS] = "Содержание", [WORD_COVER] = "Обложка",
      [WORD_FRONT_PAGE] = "Первая полоса", [WORD_START] = "Начало текста",
      [WORD_LANDMARKS] = "Ориентиры", [WORD_SECTION] = "Раздел", [WORD_PREVIOUS] = "Назад",
      [WORD_NEXT] = "Далее", [WORD_SOURCE] = "Источник", [WORD_NOTES] = "Примечания",
      [WORD_UNTITLED] = "Без названия", [WORD_BY] = "Автор: %s", [WORD_ISSUE] = "Выпуск %s",
      [WORD_ONE_ARTICLE] = "1 статья", [WORD_ARTICLES] = "Статей: %s",
      [WORD_MINUTES] = "около %s мин", [WORD_HOURS] = "около %s ч", [WORD_MIN] = "%s мин"}},
    {"uk",
     {[WORD_CONTENTS] = "Зміст", [WORD_COVER] = "Обкладинка",
      [WORD_FRONT_PAGE] = "Перша шпальта", [WORD_START] = "Початок тексту",
      [WORD_LANDMARKS] = "Орієнтири", [WORD_SECTION] = "Розділ", [WORD_PREVIOUS] = "Назад",
      [WORD_NEXT] = "Далі", [WORD_SOURCE] = "Джерело", [WORD_NOTES] = "Примітки",
      [WORD_UNTITLED] = "Без назви", [WORD_BY] = "Автор: %s", [WORD_ISSUE] = "Випуск %s",
      [WORD_ONE_ARTICLE] = "1 стаття", [WORD_ARTICLES] = "Статей: %s",
      [WORD_MINUTES] = "близько %s хв", [WORD_HOURS] = "близько %s год",
      [WORD_MIN] = "%s хв"}},
    {"pl",
     {[WORD_CONTENTS] = "Spis treści", [WORD_COVER] = "Okładka",
      [WORD_FRONT_PAGE] = "Strona główna", [WORD_START] = "Początek tekstu",
      [WORD_LANDMARKS] = "Punkty orientacyjne", [WORD_SECTION] = "Dział",
      [WORD_PREVIOUS] = "Poprzedni", [WORD_NEXT] = "Następny", [WORD_SOURCE] = "Źródło",
      [WORD_NOTES] = "Przypisy", [WORD_UNTITLED] = "Bez tytułu", [WORD_BY] = "Autor: %s",
      [WORD_ISSUE] = "Numer %s", [WORD_ONE_ARTICLE] = "1 artykuł",
      [WORD_ARTICLES] = "Artykuły: %s", [WORD_MINUTES] = "około %s min",
      [WORD_HOURS] = "około %s godz.", [WORD_MIN] = "%s min"}},
    {"cs",
     {[WORD_CONTENTS] = "Obsah", [WORD_COVER] = "Obálka",
      [WORD_FRONT_PAGE] = "Titulní strana", [WORD_START] = "Začátek textu",
      [WORD_LANDMARKS] = "Orientační body", [WORD_SECTION] = "Rubrika",
      [WORD_PREVIOUS] = "Předchozí", [WORD_NEXT] = "Další", [WORD_SOURCE] = "Zdroj",
      [WORD_NOTES] = "Poznámky", [WORD_UNTITLED] = "Bez názvu", [WORD_BY] = "Autor: %s",
      [WORD_ISSUE] = "Číslo %s", [WORD_ONE_ARTICLE] = "1 článek",
      [WORD_ARTICLES] = "Články: %s", [WORD_MINUTES] = "asi %s min",
      [WORD_HOURS] = "asi %s h", [WORD_MIN] = "%s min"}},
    {"ja",
     {[WORD_CONTENTS] = "目次", [WORD_COVER] = "表紙", [WORD_FRONT_PAGE] = "第一面",
      [WORD_START] = "本文の始まり", [WORD_LANDMARKS] = "ランドマーク", [WORD_SECTION] = "セクション",
      [WORD_PREVIOUS] = "前へ", [WORD_NEXT] = "次へ", [WORD_SOURCE] = "出典", [WORD_NOTES] = "注",
      [WORD_UNTITLED] = "無題", [WORD_BY] = "文：%s", [WORD_ISSUE] = "第%s号",
      [WORD_ONE_ARTICLE] = "記事1本", [WORD_ARTICLES] = "記事%s本", [WORD_MINUTES] = "約%s分",
      [WORD_HOURS] = "約%s時間", [WORD_MIN] = "%s分"}},
    {"zh",
     {[WORD_CONTENTS] = "目录", [WORD_COVER] = "封面", [WORD_FRONT_PAGE] = "头版",
      [WORD_START] = "正文开始", [WORD_LANDMARKS] = "地标", [WORD_SECTION] = "栏目",
      [WORD_PREVIOUS] = "上一篇", [WORD_NEXT] = "下一篇", [WORD_SOURCE] = "来源",
      [WORD_NOTES] = "注释", [WORD_UNTITLED] = "无题", [WORD_BY] = "作者：%s",
      [WORD_ISSUE] = "第%s期", [WORD_ONE_ARTICLE] = "1篇文章", [WORD_ARTICLES] = "%s篇文章",
      [WORD_MINUTES] = "约%s分钟", [WORD_HOURS] = "约%s小时", [WORD_MIN] = "%s分钟"}},
    {"zh-Hant",
     {[WORD_CONTENTS] = "目錄", [WORD_COVER] = "封面", [WORD_FRONT_PAGE] = "頭版",
      [WORD_START] = "正文開始", [WORD_LANDMARKS] = "地標", [WORD_SECTION] = "欄目",
      [WORD_PREVIOUS] = "上一篇", [WORD_NEXT] = "下一篇", [WORD_SOURCE] = "來源",
      [WORD_NOTES] = "註釋", [WORD_UNTITLED] = "無題", [WORD_BY] = "作者：%s",
      [WORD_ISSUE] = "第%s期", [WORD_ONE_ARTICLE] = "1篇文章", [WORD_ARTICLES] = "%s篇文章",
      [WORD_MINUTES] = "約%s分鐘", [WORD_HOURS] = "約%s小時", [WORD_MIN] = "%s分鐘"}},
    {"ko",
     {[WORD_CONTENTS] = "차례", [WORD_COVER] = "표지", [WORD_FRONT_PAGE] = "1면",
      [WORD_START] = "본문 시작", [WORD_LANDMARKS] = "랜드마크", [WORD_SECTION] = "섹션",
      [WORD_PREVIOUS] = "이전", [WORD_NEXT] = "다음", [WORD_SOURCE] = "출처", [WORD_NOTES] = "주석",
      [WORD_UNTITLED] = "제목 없음", [WORD_BY] = "글: %s", [WORD_ISSUE] = "제%s호",
      [WORD_ONE_ARTICLE] = "기사 1건", [WORD_ARTICLES] = "기사 %s건", [WORD_MINUTES] = "약 %s분",
      [WORD_HOURS] = "약 %s시간", [WORD_MIN] = "%s분"}},
    {"ar",
     {[WORD_CONTENTS] = "المحتويات", [WORD_COVER] = "الغلاف",
      [WORD_FRONT_PAGE] = "الصفحة الأولى", [WORD_START] = "بداية النص",
      [WORD_LANDMARKS] = "المعالم", [WORD_SECTION] = "القسم", [WORD_PREVIOUS] = "السابق",
      [WORD_NEXT] = "التالي", [WORD_SOURCE] = "المصدر", [WORD_NOTES] = "الهوامش",
      [WORD_UNTITLED] = "بلا عنوان", [WORD_BY] = "بقلم %s", [WORD_ISSUE] = "العدد %s",
      [WORD_ONE_ARTICLE] = "مقالة واحدة", [WORD_ARTICLES] = "المقالات: %s",
      [WORD_MINUTES] = "نحو %s د", [WORD_HOURS] = "نحو %s س", [WORD_MIN] = "%s د"}},
    {"he",
     {[WORD_CONTENTS] = "תוכן העניינים", [WORD_COVER] = "כריכה",
      [WORD_FRONT_PAGE] = "העמוד הראשי", [WORD_START] = "תחילת הטקסט",
      [WORD_LANDMARKS] = "נקודות ציון", [WORD_SECTION] = "מדור", [WORD_PREVIOUS] = "הקודם",
      [WORD_NEXT] = "הבא", [WORD_SOURCE] = "מקור", [WORD_NOTES] = "הערות",
      [WORD_UNTITLED] = "ללא כותרת", [WORD_BY] = "מאת %s", [WORD_ISSUE] = "גיליון %s",
      [WORD_ONE_ARTICLE] = "כתבה אחת", [WORD_ARTICLES] = "כתבות: %s",
      [WORD_MINUTES] = "כ־%s דק׳", [WORD_HOURS] = "כ־%s שעות", [WORD_MIN] = "%s דק׳"}},
    {"hi",
     {[WORD_CONTENTS] = "विषय-सूची", [WORD_COVER] = "आवरण", [WORD_FRONT_PAGE] = "मुखपृष्ठ",
      [WORD_START] = "पाठ का आरंभ", [WORD_LANDMARKS] = "मार्गचिह्न", [WORD_SECTION] = "खंड",
      [WORD_PREVIOUS] = "पिछला", [WORD_NEXT] = "अगला", [WORD_SOURCE] = "स्रोत",
      [WORD_NOTES] = "टिप्पणियाँ", [WORD_UNTITLED] = "शीर्षकहीन", [WORD_BY] = "लेखक: %s",
      [WORD_ISSUE] = "अंक %s", [WORD_ONE_ARTICLE] = "1 लेख", [WORD_ARTICLES] = "%s लेख",
      [WORD_MINUTES] = "लगभग %s मिनट", [WORD_HOURS] = "लगभग %s घंटे", [WORD_MIN] = "%s मिनट"}},
};
/* clang-format on */

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

const char *words_lookup(WordsId id, const char *language)
{
  return find_row(language)->words[id];
}

char *words_fill(WordsId id, const char *language, const char *value)
{
  const char *words = words_lookup(id, language);
  const char *place = strstr(words, "%s");
  g_assert(place);
  return g_strdup_printf("%.*s%s%s", (int)(place - words), words, value, place + 2);
}

static char *fill_number(WordsId id, const char *language, gsize number)
{
  g_autofree char *digits = g_strdup_printf("%" G_GSIZE_FORMAT, number);
  return words_fill(id, language, digits);
}

char *words_articles(guint count, const char *language)
{
  return count == 1 ? g_strdup(words_lookup(WORD_ONE_ARTICLE, language))
                    : fill_number(WORD_ARTICLES, language, count);
}

gsize words_minutes(gsize words)
{
  return MAX(1, (words + 110) / 220);
}

char *words_reading_time(gsize words, const char *language)
{
  gsize minutes = words_minutes(words);
  if (minutes == 1) /* the abbreviation has no plural */
    return fill_number(WORD_MIN, language, minutes);
  return minutes <= 120 ? fill_number(WORD_MINUTES, language, minutes)
                        : fill_number(WORD_HOURS, language, (minutes + 30) / 60);
}
