package io.tomodrift.tests.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.pipeline.cli.CommandLines;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReadmeTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static String readme() throws Exception {
    return Files.readString(ROOT.resolve("README.md"));
  }

  private static List<String> blocks(String language) throws Exception {
    Matcher matcher =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme());
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    assertFalse(found.isEmpty(), "no block of " + language);
    return found;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Example.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  @Test
  void theJavaExamplesCompile(@TempDir Path folder) throws Exception {
    String imports =
        """
        import io.tomodrift.fbp.*;
        import io.tomodrift.formats.volume.*;
        import io.tomodrift.geometry.*;
        import io.tomodrift.geometry.run.*;
        import io.tomodrift.geometry.stack.*;
        import io.tomodrift.projectors.backend.*;
        import io.tomodrift.sinograms.*;
        import io.tomodrift.sinograms.measured.*;
        import io.tomodrift.sinograms.raw.*;
        import io.tomodrift.sinograms.rebin.*;
        import java.nio.file.Path;
        """;
    String source =
        imports
            + "class Example { void one() throws Exception {\n"
            + String.join("} void other() throws Exception {\n", blocks("java"))
            + "} }\n";
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean ok =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of(
                    "-d",
                    folder.toString(),
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path")),
                null,
                List.of(new Source(source)))
            .call();
    assertTrue(ok, messages.toString());
  }

  /** Every command and option the text shows exists. */
  @Test
  void theCommandsExist() throws Exception {
    Map<String, CommandLine> commands = CommandLines.create().getSubcommands();
    int seen = 0;
    for (String block : blocks("sh")) {
      for (String line : block.lines().toList()) {
        String[] words = line.replaceAll("#.*", "").trim().split("\\s+");
        if (words.length < 2 || !words[0].endsWith("tomodrift")) {
          continue;
        }
        CommandLine command = commands.get(words[1]);
        assertTrue(command != null, "no command: " + line);
        if (command.getSubcommands().containsKey(words.length > 2 ? words[2] : "")) {
          command = command.getSubcommands().get(words[2]);
        }
        for (String word : words) {
          if (word.startsWith("--")) {
            assertTrue(command.getCommandSpec().findOption(word) != null, word + " in " + line);
          }
        }
        seen++;
      }
    }
    assertTrue(seen >= 8, seen + " commands found");
  }

  @Test
  void theFilesItPointsToExist() throws Exception {
    Matcher links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(readme());
    int seen = 0;
    while (links.find()) {
      assertTrue(Files.exists(ROOT.resolve(links.group(1))), links.group(1));
      seen++;
    }
    assertTrue(seen > 3);
  }

  @Test
  void theModulesOfTheTableAreThoseOfTheBuild() throws Exception {
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    Matcher modules = Pattern.compile("<module>([^<]+)</module>").matcher(pom);
    int seen = 0;
    while (modules.find()) {
      String name = modules.group(1);
      assertTrue(readme().contains("`" + name + "`"), name + " is missing");
      seen++;
    }
    assertEquals(17, seen);
  }
}
