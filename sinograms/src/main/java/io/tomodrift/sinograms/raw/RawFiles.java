package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.DicomSource;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files below a path, each parsed once, in order of their paths.
 *
 * @param path where they are
 * @param files what became of each
 */
record RawFiles(Path path, List<ParsedFile> files) {

  /** The folder, its folders and theirs: patient, study, series. */
  static final int DEPTH = 4;

  /** Parses files, some or all of {@link #paths}. */
  static RawFiles read(DicomSource source, Path path, List<Path> paths, RunContext context)
      throws IOException {
    HeaderParser parser = new HeaderParser(source);
    ParsedFile[] parsed = new ParsedFile[paths.size()];
    try {
      ParallelLoop.run(
          context,
          "reading headers",
          parsed.length,
          i -> {
            try {
              parsed[i] = parser.parse(paths.get(i));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new RawFiles(path, Arrays.asList(parsed));
  }

  /** All files below a path, sorted. */
  static List<Path> paths(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    try (Stream<Path> all = Files.find(path, DEPTH, (p, a) -> a.isRegularFile())) {
      return all.sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The projections by series, in order of their first file. */
  Map<Identity, List<ParsedFile.Raw>> series() {
    return of(ParsedFile.Raw.class)
        .collect(
            Collectors.groupingBy(
                ParsedFile.Raw::identity, LinkedHashMap::new, Collectors.toList()));
  }

  /** The files that became one kind of thing. */
  <T extends ParsedFile> Stream<T> of(Class<T> kind) {
    return files.stream().filter(kind::isInstance).map(kind::cast);
  }
}
