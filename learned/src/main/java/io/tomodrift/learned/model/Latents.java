package io.tomodrift.learned.model;

import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.learned.nets.Architecture;
import io.tomodrift.learned.nets.Architectures;
import io.tomodrift.learned.nets.AutoEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model that works on latent images: those that an auto-encoder's first half makes of images,
 * each channel less its mean and divided by its standard deviation. One file of weights holds both
 * networks and these numbers, under {@code coder.}, {@code inner.} and {@code scale.}; the card's
 * architecture has the {@code kind} {@value #KIND} and both architectures.
 *
 * @param coder between images and latent images
 * @param inner what works on latent images, with as many channels as those in and out
 */
public record Latents(AutoEncoder coder, Architecture inner) {

  /** Kind of the architecture in cards. */
  public static final String KIND = "latent";

  private static final String CODER = "coder";
  private static final String INNER = "inner";
  private static final String MEAN = "scale.mean";
  private static final String DEVIATION = "scale.deviation";

  /** Checks that both fit. */
  public Latents {
    Objects.requireNonNull(coder, "coder");
    int channels = coder.encoder().outputChannels();
    if (inner.inputChannels() != channels
        || inner.outputChannels() != channels
        || inner.dimensions() != coder.dimensions()) {
      throw new IllegalArgumentException(
          "latent images have %d channels in %d dimensions, %s reads %d and gives %d in %d"
              .formatted(
                  channels,
                  coder.dimensions(),
                  inner.kind(),
                  inner.inputChannels(),
                  inner.outputChannels(),
                  inner.dimensions()));
    }
  }

  /**
   * The auto-encoder with its weights, and the scale of each channel.
   *
   * @param network what it is
   * @param weights of it
   * @param mean of each channel of latent images
   * @param deviation standard deviation of each channel, positive
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Coder(AutoEncoder network, Weights weights, float[] mean, float[] deviation) {}

  /** For cards. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put(CODER, Architectures.toMap(coder));
    map.put(INNER, Architectures.toMap(inner));
    return map;
  }

  /**
   * The architectures of a card; empty if its model does not work on latent images.
   *
   * @throws ModelException if they are damaged or do not fit together
   */
  public static Optional<Latents> of(ModelCard card) {
    Map<String, Object> map = card.architecture();
    if (!KIND.equals(map.get("kind"))) {
      return Optional.empty();
    }
    if (!map.keySet().equals(Set.of("kind", CODER, INNER))) {
      throw new ModelException(
          "the architecture of %s has the fields %s; a model of the kind %s has kind, %s and %s"
              .formatted(card.name(), map.keySet(), KIND, CODER, INNER));
    }
    if (!(part(map, CODER, card) instanceof AutoEncoder coder)) {
      throw new ModelException(
          "the coder of %s must be an auto-encoder, it is %s"
              .formatted(card.name(), map.get(CODER)));
    }
    try {
      return Optional.of(new Latents(coder, part(map, INNER, card)));
    } catch (IllegalArgumentException e) {
      throw new ModelException(card.name() + ": " + e.getMessage(), e);
    }
  }

  private static Architecture part(Map<String, Object> map, String name, ModelCard card) {
    if (!(map.get(name) instanceof Map<?, ?> fields)) {
      throw new ModelException(
          "'%s' of the architecture of %s must be a network, got %s"
              .formatted(name, card.name(), map.get(name)));
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    fields.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return Architectures.fromMap(copy);
  }

  /** The weights of a model of both. */
  public static Weights join(Coder coder, Weights inner) {
    SortedMap<String, Tensor> scale = new TreeMap<>();
    scale.put(MEAN, new Tensor(new long[] {coder.mean.length}, coder.mean.clone()));
    scale.put(DEVIATION, new Tensor(new long[] {coder.deviation.length}, coder.deviation.clone()));
    return coder
        .weights
        .prefixed(CODER + ".")
        .and(inner.prefixed(INNER + "."))
        .and(new Weights(scale));
  }

  /** What works on latent images, as a model of its own. */
  public ModelFile inner(ModelFile model) {
    return new ModelFile(
        model.card().withArchitecture(Architectures.toMap(inner)),
        model.weights().withPrefix(INNER + "."),
        model.origin() + " (inner network)");
  }

  /**
   * The coder of a model.
   *
   * @throws ModelException if its scale is missing or damaged
   */
  public Coder coder(ModelFile model) {
    float[] mean = scale(model, MEAN);
    float[] deviation = scale(model, DEVIATION);
    for (float value : deviation) {
      if (!(value > 0)) {
        throw new ModelException(
            "%s: weights '%s' must be positive, one is %s"
                .formatted(model.origin(), DEVIATION, value));
      }
    }
    return new Coder(coder, model.weights().withPrefix(CODER + "."), mean, deviation);
  }

  private float[] scale(ModelFile model, String name) {
    Tensor tensor = model.weights().tensors().get(name);
    int channels = coder.encoder().outputChannels();
    if (tensor == null || tensor.values().length != channels) {
      throw new ModelException(
          "%s: weights '%s' must be %d numbers, the file has %s"
              .formatted(
                  model.origin(),
                  name,
                  channels,
                  tensor == null ? "none" : tensor.values().length));
    }
    return tensor.values().clone();
  }
}
