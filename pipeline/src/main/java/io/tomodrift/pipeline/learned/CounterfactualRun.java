package io.tomodrift.pipeline.learned;

import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.infer.Counterfactuals;
import io.tomodrift.learned.infer.Counterfactuals.Candidate;
import io.tomodrift.learned.infer.DomainSampler;
import io.tomodrift.learned.infer.ImageStack;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.data.QuickLook;
import io.tomodrift.pipeline.report.Figure;
import io.tomodrift.pipeline.report.HtmlReport;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.pipeline.report.PictureOptions;
import io.tomodrift.pipeline.report.SliceImage;
import io.tomodrift.pipeline.report.SlicePictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes a counterfactual image and writes a folder: {@code counterfactual.npz}, {@code
 * difference.npz}, pictures of both, {@code manifest.json} and {@code report.html}.
 */
public final class CounterfactualRun {

  /** What every output says. */
  public static final String LABEL =
      "research output, no diagnosis: what a network trained on other images makes of this one, not"
          + " what is or will be";

  private static final String IMAGE = "counterfactual.npz";
  private static final String DIFFERENCE = "difference.npz";

  private final Counterfactuals wanted;
  private final DomainSampler source;
  private final DomainSampler target;
  private final List<double[]> domain;
  private final ManifestRecorder recorder;
  private final Consumer<String> print;

  /**
   * Prepares.
   *
   * @param source turns the image to noise
   * @param target makes an image of it
   * @param domain images of the domain
   * @param print receiver of results
   */
  public CounterfactualRun(
      Counterfactuals wanted,
      DomainSampler source,
      DomainSampler target,
      List<double[]> domain,
      ManifestRecorder recorder,
      Consumer<String> print) {
    this.wanted = wanted;
    this.source = source;
    this.target = target;
    this.domain = List.copyOf(domain);
    this.recorder = recorder;
    this.print = print;
  }

  /**
   * Makes and writes.
   *
   * @param image HU
   * @param folder gets everything
   * @throws IOException if it cannot be written
   */
  public void run(double[] image, Path folder, boolean overwrite) throws IOException {
    recorder.warn(LABEL);
    List<Candidate> candidates =
        recorder.call("counterfactuals", () -> wanted.of(source, target, image, domain));
    Candidate best = Counterfactuals.best(candidates);
    Candidate unchanged = wanted.unchanged(target, image, domain);
    print.accept(LABEL);
    print.accept(line(unchanged, "the image itself"));
    candidates.forEach(one -> print.accept(line(one, one.equals(best) ? "taken" : "")));
    record(best, unchanged);
    Manifest manifest = recorder.finish("none", Torch.description());
    Outputs.replacing(
        folder,
        overwrite,
        () ->
            AtomicOutput.folder(
                folder, part -> write(part, image, best, unchanged, candidates, manifest)));
  }

  private static String line(Candidate one, String note) {
    return "strength %.2f  delta %5.2f  l_o %.4f  l_in %.4f  objective %.4f  %s"
        .formatted(
            one.strength(), one.delta(), one.domainDistance(), one.change(), one.objective(), note)
        .stripTrailing();
  }

  private void record(Candidate best, Candidate unchanged) {
    recorder.result("strength", best.strength());
    recorder.result("delta", best.delta());
    recorder.result("domainDistance", best.domainDistance());
    recorder.result("domainDistanceOfTheImage", unchanged.domainDistance());
    recorder.result("change", best.change());
    recorder.result("objective", best.objective());
    recorder.result("objectiveOfTheImage", unchanged.objective());
  }

  private void write(
      Path folder,
      double[] image,
      Candidate best,
      Candidate unchanged,
      List<Candidate> candidates,
      Manifest manifest)
      throws IOException {
    double[] difference = new double[image.length];
    for (int i = 0; i < image.length; i++) {
      difference[i] = best.imageHu()[i] - image[i];
    }
    Volume before = volume(image);
    Volume made = volume(best.imageHu());
    VolumeFiles.write(made, folder.resolve(IMAGE));
    VolumeFiles.write(volume(difference), folder.resolve(DIFFERENCE));
    QuickLook.write(made, QuickLook.beside(folder.resolve(IMAGE)));
    manifest.write(folder.resolve("manifest.json"));
    HtmlReport report =
        HtmlReport.titled("Counterfactual image")
            .subtitle("as if of the domain of " + target.card().name())
            .warn(LABEL);
    if (unchanged.objective() <= best.objective()) {
      report.warn(
          "The image itself has the smaller objective: nothing that was tried is worth its"
              + " change.");
    }
    SliceImage given = SliceImage.of(before, 0);
    SliceImage result = SliceImage.of(made, 0);
    double limit = SlicePictures.roundLimit(result.minus(given), 0.999);
    DisplayWindow window = DisplayWindow.SOFT_TISSUE;
    report
        .section("Image")
        .montage(
            "Research output, no diagnosis.",
            List.of(
                new Figure(
                    SlicePictures.grey(given, window, PictureOptions.PLAIN), "the image given"),
                new Figure(
                    SlicePictures.grey(result, window, PictureOptions.PLAIN),
                    "the counterfactual image"),
                new Figure(
                    SlicePictures.difference(result, given, limit, "HU", PictureOptions.PLAIN),
                    "their difference")));
    report.section("Candidates").table(heads(), rows(unchanged, best, candidates));
    report.section("How this was made").manifest(manifest);
    report.write(folder.resolve("report.html"));
  }

  private Volume volume(double[] image) {
    return ImageStack.volume(List.of(image), target.rows(), target.columns(), target.pixelMm());
  }

  private static List<String> heads() {
    return List.of(
        "strength", "delta", "distance from the domain l_o", "change l_in", "objective", "");
  }

  private static List<List<String>> rows(
      Candidate unchanged, Candidate best, List<Candidate> candidates) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(unchanged, "the image itself"));
    candidates.forEach(one -> rows.add(row(one, one.equals(best) ? "taken" : "")));
    return rows;
  }

  private static List<String> row(Candidate one, String note) {
    return List.of(
        "%.2f".formatted(one.strength()),
        "%.2f".formatted(one.delta()),
        "%.4f".formatted(one.domainDistance()),
        "%.4f".formatted(one.change()),
        "%.4f".formatted(one.objective()),
        note);
  }
}
