// SPDX-License-Identifier: MIT
// EpubcheckMany BOOK…: EPUBCheck on many books in one virtual machine, whose start costs more than a small book.
// Prints what is said of each book that draws a message, then "not clean: BOOK"; fails when there is one.
// Run from its source by 'epubcheck', with EPUBCheck on the class path.

import com.adobe.epubcheck.tool.EpubChecker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

class EpubcheckMany {
  static final String CLEAN = "Messages: 0 fatals / 0 errors / 0 warnings / 0 infos / 0 usages";

  public static void main(String[] books) throws Exception {
    PrintStream out = System.out;
    boolean clean = true;
    for (String book : books) {
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      int status = check(book, new PrintStream(said, true, "UTF-8"));
      String text = said.toString("UTF-8");
      if (status == 0 && text.lines().anyMatch(CLEAN::equals)) continue;
      clean = false;
      PrintStream utf8 = new PrintStream(out, true, "UTF-8");
      utf8.print(text);
      utf8.println("not clean: " + book);
    }
    System.exit(clean ? 0 : 1);
  }

  static int check(String book, PrintStream to) {
    System.setOut(to);
    System.setErr(to);
    try {
      return new EpubChecker().run(new String[] {"--locale", "en", "--usage", book});
    } catch (Throwable failure) {
      failure.printStackTrace(to);
      return 1;
    }
  }
}
