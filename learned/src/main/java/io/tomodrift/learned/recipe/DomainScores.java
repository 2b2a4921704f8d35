package io.tomodrift.learned.recipe;

import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.learned.data.CaseSet;
import io.tomodrift.learned.infer.DomainSampler;
import io.tomodrift.learned.infer.ImageStack;
import io.tomodrift.learned.infer.SamplingSettings;
import io.tomodrift.learned.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far images that a model makes of noise are from those of its domain. */
final class DomainScores {

  /** Appended to a model's name: images of its domain. */
  static final String IMAGES = "-domain.npz";

  private DomainScores() {}

  /**
   * Measures a model against images that took no part: as many samples as images.
   *
   * @param part {@code validation} or {@code test}
   * @param folder gets the images and the samples as {@code NAME-PART.npz} and {@code
   *     NAME-PART-samples.npz}
   * @return by name with unit; empty without cases
   */
  static Map<String, Double> of(String part, ModelFile model, CaseSet cases, Optional<Path> folder)
      throws IOException {
    Map<String, Double> scores = new LinkedHashMap<>();
    if (cases.cases().isEmpty()) {
      return scores;
    }
    List<double[]> images = images(cases);
    try (DomainSampler sampler = DomainSampler.open(model)) {
      List<double[]> samples = sampler.sample(images.size(), SamplingSettings.USUAL);
      scores.put(part + "HistogramL1", ImageStack.histogram().between(samples, images));
      scores.put(part + "MeanHu", ImageStack.mean(images));
      scores.put(part + "SamplesMeanHu", ImageStack.mean(samples));
      scores.put(part + "Cases", (double) cases.cases().size());
      if (folder.isPresent()) {
        String name = model.card().name() + "-" + part;
        write(images, cases, folder.get().resolve(name + ".npz"));
        write(samples, cases, folder.get().resolve(name + "-samples.npz"));
      }
    }
    return scores;
  }

  /** Keeps the images that a model learned from beside it: they say what its domain is. */
  static void keep(CaseSet train, Path folder, String name) throws IOException {
    write(images(train), train, folder.resolve(name + IMAGES));
  }

  private static List<double[]> images(CaseSet cases) {
    List<double[]> images = new ArrayList<>();
    cases.cases().forEach(one -> images.addAll(ImageStack.images(one.target())));
    return images;
  }

  private static void write(List<double[]> images, CaseSet like, Path file) throws IOException {
    var first = like.cases().get(0).target();
    Files.createDirectories(file.toAbsolutePath().getParent());
    VolumeFiles.write(
        ImageStack.volume(
            images, first.stack().rows(), first.stack().columns(), first.frame().columnSpacingMm()),
        file);
  }
}
