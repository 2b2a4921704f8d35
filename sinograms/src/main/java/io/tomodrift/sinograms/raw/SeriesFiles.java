package io.tomodrift.sinograms.raw;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a series and their views, not in order.
 *
 * @param files pixel data by file index
 * @param views all views, which name their file by its index
 */
record SeriesFiles(List<PixelFile> files, List<ViewRecord> views) {

  static SeriesFiles of(List<ParsedFile.Raw> parsed) {
    List<PixelFile> files = new ArrayList<>();
    List<ViewRecord> views = new ArrayList<>();
    for (ParsedFile.Raw file : parsed) {
      int index = files.size();
      files.add(new PixelFile(file.path(), file.pixels(), file.order(), file.views().size() > 1));
      for (ViewRecord view : file.views()) {
        views.add(view.ofFile(index));
      }
    }
    return new SeriesFiles(List.copyOf(files), List.copyOf(views));
  }

  /** Stored values must have a meaning. */
  void requireScales(List<ViewRecord> wanted) {
    for (ViewRecord view : wanted) {
      if (!(view.slope() > 0)) {
        throw new FormatException(
            "%s: RescaleSlope (0028,1053) is %s, a positive number expected"
                .formatted(files.get(view.file()).path(), view.slope()));
      }
    }
  }

  /** The views whose pixel data can be read and are within the range that the header says. */
  List<ViewRecord> readable(
      List<ViewRecord> candidates,
      PixelLayout layout,
      ConeDetector detector,
      RunContext context,
      List<String> warnings) {
    String[] problems = new String[candidates.size()];
    ParallelLoop.run(
        context,
        "checking pixel data",
        problems.length,
        () -> new short[detector.elements()],
        (scratch, i) -> problems[i] = problem(candidates.get(i), layout, detector, scratch));
    List<ViewRecord> good = new ArrayList<>();
    String first = null;
    for (int i = 0; i < problems.length; i++) {
      if (problems[i] == null) {
        good.add(candidates.get(i));
      } else if (first == null) {
        first = problems[i];
      }
    }
    if (first != null) {
      warnings.add(
          "%d of %d views are damaged and left out, first %s"
              .formatted(problems.length - good.size(), problems.length, first));
    }
    return good;
  }

  private String problem(
      ViewRecord view, PixelLayout layout, ConeDetector detector, short[] scratch) {
    try {
      files.get(view.file()).read(view, layout, detector.columns(), detector.rows(), true, scratch);
      return null;
    } catch (FormatException e) {
      return e.getMessage();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
