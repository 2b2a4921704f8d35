package io.tomodrift.pipeline.data;

import io.tomodrift.pipeline.report.ManifestRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Notes input files, or all files of an input folder, in a manifest. */
public final class InputDigests {

  private static final int DEPTH = 3;

  private InputDigests() {}

  /** Notes the file, or every file of the folder in the order of their names. */
  public static void record(ManifestRecorder recorder, Path input) throws IOException {
    if (Files.isRegularFile(input)) {
      recorder.input(input);
      return;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(input, DEPTH)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      recorder.input(file);
    }
  }
}
