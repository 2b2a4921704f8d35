package io.tomodrift.learned.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Everything about a model but its weights. {@link ModelFile} describes its text.
 *
 * @param name of the model, also of its files: small letters, digits, dots, dashes
 * @param task what it does
 * @param method what it was trained with, for example {@code regression}
 * @param dimensions 2 for slices, 3 for volumes
 * @param architecture of the network as plain values, see {@link ArchitectureCodec}
 * @param sampling what the network gives, and so how a result is made
 * @param domain the images it was trained for
 * @param origin how it was made
 * @param metrics what was measured on data that it did not learn from, by name with unit
 * @param weightsSha256 digest of the file of weights, in hexadecimal digits
 * @param licence of the weights
 */
public record ModelCard(
    String name,
    Task task,
    String method,
    int dimensions,
    Map<String, Object> architecture,
    Sampling sampling,
    ModelDomain domain,
    ModelOrigin origin,
    Map<String, Double> metrics,
    String weightsSha256,
    String licence) {

  private static final String NO_WEIGHTS = "0".repeat(64);

  /** Checks the values. */
  public ModelCard {
    requireName(name);
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(licence, "licence");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(sampling, "sampling");
    if (method.isBlank()) {
      throw new IllegalArgumentException("method must not be blank");
    }
    if (dimensions != 2 && dimensions != 3) {
      throw new IllegalArgumentException("dimensions must be 2 or 3, got " + dimensions);
    }
    if (domain.windowSides().size() != dimensions) {
      throw new IllegalArgumentException(
          "a model of %d dimensions has a window of %s"
              .formatted(dimensions, domain.windowSides()));
    }
    if (domain.sliceSpacingsMm().isEmpty() != (dimensions == 2)) {
      throw new IllegalArgumentException(
          "sliceSpacingsMm must be empty for 2 dimensions and two numbers for 3; the model has %d and %s"
              .formatted(dimensions, domain.sliceSpacingsMm()));
    }
    requireSha256("weightsSha256", weightsSha256);
    // Sorted, so that equal cards are equal text.
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    metrics.forEach(
        (metric, value) -> {
          if (value == null || !Double.isFinite(value)) {
            throw new IllegalArgumentException(
                "metric '%s' must be a finite number, got %s".formatted(metric, value));
          }
        });
    architecture = copy(architecture);
  }

  /** A card of weights that are not yet written; {@link ModelFile#save} adds their digest. */
  public static ModelCard unsaved(
      String name,
      Task task,
      String method,
      int dimensions,
      Map<String, Object> architecture,
      Sampling sampling,
      ModelDomain domain,
      ModelOrigin origin,
      Map<String, Double> metrics,
      String licence) {
    return new ModelCard(
        name,
        task,
        method,
        dimensions,
        architecture,
        sampling,
        domain,
        origin,
        metrics,
        NO_WEIGHTS,
        licence);
  }

  /** The same card for weights of this digest. */
  public ModelCard withWeightsSha256(String digest) {
    return new ModelCard(
        name,
        task,
        method,
        dimensions,
        architecture,
        sampling,
        domain,
        origin,
        metrics,
        digest,
        licence);
  }

  /** The same card for a part of its network. */
  ModelCard withArchitecture(Map<String, Object> other) {
    return new ModelCard(
        name,
        task,
        method,
        dimensions,
        other,
        sampling,
        domain,
        origin,
        metrics,
        weightsSha256,
        licence);
  }

  static void requireName(String name) {
    if (!name.matches("[a-z0-9][a-z0-9.-]{0,63}")) {
      throw new IllegalArgumentException(
          "a model's name has small letters, digits, dots and dashes, at most 64, got '%s'"
              .formatted(name));
    }
  }

  static void requireSha256(String field, String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "%s must be 64 hexadecimal digits, got '%s'".formatted(field, digest));
    }
  }

  /** Values that cannot change; an architecture may hold another. */
  private static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          boolean hole = value instanceof List<?> list && list.stream().anyMatch(Objects::isNull);
          if (value == null || hole) {
            throw new IllegalArgumentException("'%s' of the architecture is null".formatted(key));
          }
          Object inner =
              value instanceof Map<?, ?> nested
                  ? copy(nested)
                  : value instanceof List<?> list ? List.copyOf(list) : value;
          copy.put(String.valueOf(key), inner);
        });
    return Collections.unmodifiableMap(copy);
  }
}
