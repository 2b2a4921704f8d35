package io.tomodrift.pipeline.evaluate;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.pipeline.report.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How an image was made and how long that took, as the manifest beside it tells.
 *
 * @param model learned model; empty if there was none
 * @param settings what changes its time and result, such as {@code solver rk2, steps 4}; may be
 *     empty
 * @param evaluations how often networks were evaluated, if the manifest counts that
 * @param modelSeconds wall-clock time of the model alone, if it is recorded
 * @param seconds wall-clock time of the whole run
 */
public record Origin(
    String model,
    String settings,
    OptionalDouble evaluations,
    OptionalDouble modelSeconds,
    double seconds) {

  /** Settings of solvers and samplers as commands name them, in the order to be read. */
  private static final List<String> SETTINGS =
      List.of(
          "algorithm",
          "iterations",
          "direction",
          "solver",
          "sampler",
          "steps",
          "eta",
          "dataConsistency");

  /** Says that there was none. */
  private static final String UNUSED = "dataConsistency 0";

  private static final String MODEL_STAGE = "refine";

  /**
   * Reads the manifest of an image.
   *
   * @param notes receives what is wrong with one that cannot be read
   * @return empty if there is none
   */
  static Optional<Origin> of(Path image, List<String> notes) {
    Path manifest = Manifest.beside(image.toAbsolutePath());
    if (!Files.isRegularFile(manifest)) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(Manifest.read(manifest)));
    } catch (FormatException | IOException e) {
      notes.add("no time: " + e.getMessage());
      return Optional.empty();
    }
  }

  static Origin of(Manifest manifest) {
    Map<String, Object> configuration = manifest.configuration();
    List<String> parts =
        SETTINGS.stream()
            .filter(name -> configuration.get(name) != null)
            .filter(name -> !UNUSED.equals(name + " " + configuration.get(name)))
            .map(name -> name + " " + configuration.get(name))
            .toList();
    return new Origin(
        configuration.get("model") instanceof String model ? model : "",
        String.join(", ", parts),
        manifest.results().get("evaluations") instanceof Number count
            ? OptionalDouble.of(count.doubleValue())
            : OptionalDouble.empty(),
        manifest.stages().stream()
            .filter(stage -> stage.stage().equals(MODEL_STAGE))
            .mapToDouble(Manifest.StageTime::seconds)
            .findFirst(),
        manifest.totalSeconds());
  }

  /** As values that JSON can hold. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("model", model);
    map.put("settings", settings);
    evaluations.ifPresent(count -> map.put("evaluations", count));
    return map;
  }
}
