package io.tomodrift.learned.model;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.learned.nets.Architecture;
import io.tomodrift.learned.nets.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A model on disk: a card {@code NAME.json} and weights {@code NAME.safetensors} beside it.
 *
 * <p>The card is JSON with {@code formatVersion} 1 and the components of {@link ModelCard} by name,
 * all of them and no other; a normalisation has a {@code kind}, {@code hu} or {@code percentile}.
 * The card holds the digest of the file of weights, so that weights of another run, or damaged
 * ones, are refused.
 *
 * @param card what the model is
 * @param weights its weights; all finite
 * @param origin file or resource it was read from, for messages
 */
public record ModelFile(ModelCard card, Weights weights, String origin) {

  static final String CARD = ".json";
  static final String WEIGHTS = ".safetensors";
  static final long LARGEST_CARD_BYTES = 1L << 20;

  /**
   * Writes a model as {@code FOLDER/NAME.json} and {@code FOLDER/NAME.safetensors}; what was there
   * is replaced.
   *
   * @param folder created if absent
   * @param card what the model is; the digest of its weights is filled in
   * @return the model as it was written
   * @throws ModelException if a weight is not finite
   */
  public static ModelFile save(Path folder, ModelCard card, Weights weights) throws IOException {
    Path cardPath = folder.resolve(card.name() + CARD);
    requireFinite(weights, cardPath.toString());
    // Weights first: should the card not be written, its digest tells that they do not belong.
    String digest = Safetensors.write(folder.resolve(card.name() + WEIGHTS), weights);
    ModelCard complete = card.withWeightsSha256(digest);
    AtomicOutput.file(cardPath, path -> Files.writeString(path, CardJson.write(complete)));
    return new ModelFile(complete, weights, cardPath.toString());
  }

  /**
   * Reads a model.
   *
   * @param path its card or its weights; the other is expected beside it
   * @throws FormatException if a file is not what its name promises
   * @throws ModelException if the two do not belong together, or weights are not finite
   * @throws IOException if the card cannot be read
   */
  public static ModelFile open(Path path) throws IOException {
    String file = path.getFileName().toString();
    if (!file.endsWith(CARD) && !file.endsWith(WEIGHTS)) {
      throw new ModelException(
          "%s is not a model: give NAME%s, with NAME%s beside it".formatted(path, CARD, WEIGHTS));
    }
    String name = file.substring(0, file.lastIndexOf('.'));
    Path cardPath = path.resolveSibling(name + CARD);
    Path weightsPath = path.resolveSibling(name + WEIGHTS);
    requireFile(cardPath, "the card of " + weightsPath);
    ModelCard card = readCard(cardPath);
    requireFile(weightsPath, "the weights of " + cardPath);
    Safetensors.Content content = Safetensors.read(weightsPath);
    return of(card, content, cardPath.toString(), weightsPath.toString());
  }

  private static void requireFile(Path path, String what) {
    if (!Files.isRegularFile(path)) {
      throw new ModelException(
          "%s, %s, does not exist: a model is two files beside each other".formatted(path, what));
    }
  }

  /** Reads a card alone. */
  public static ModelCard readCard(Path path) throws IOException {
    if (Files.size(path) > LARGEST_CARD_BYTES) {
      throw new FormatException(
          "%s has %d bytes, a model card at most %d"
              .formatted(path, Files.size(path), LARGEST_CARD_BYTES));
    }
    return CardJson.read(Files.readString(path), path.toString());
  }

  static ModelFile of(
      ModelCard card, Safetensors.Content content, String cardOrigin, String weightsOrigin) {
    if (!content.sha256().equals(card.weightsSha256())) {
      throw new ModelException(
          "%s has SHA-256 %s, %s says %s: weights of another run or damaged; get both files again"
              .formatted(weightsOrigin, content.sha256(), cardOrigin, card.weightsSha256()));
    }
    requireFinite(content.weights(), weightsOrigin);
    return new ModelFile(card, content.weights(), cardOrigin);
  }

  private static void requireFinite(Weights weights, String where) {
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              float[] values = tensor.values();
              for (int i = 0; i < values.length; i++) {
                if (!Float.isFinite(values[i])) {
                  throw new ModelException(
                      "%s: value %d of weights '%s' is %s; training must have diverged"
                          .formatted(where, i, name, values[i]));
                }
              }
            });
  }

  /**
   * The network with its weights.
   *
   * @param parent memory that it lives in at most as long as
   * @param codec knows the architectures, usually {@code Architectures::fromMap}
   * @throws ModelException if the architecture is unknown or the weights do not fit it; no memory
   *     is taken for weights that are not there
   */
  public Network network(NDManager parent, ArchitectureCodec codec) {
    Architecture architecture = architecture(codec);
    Network network = null;
    try {
      requireShapes(architecture.block().getParameters());
      network = Network.create(architecture, parent);
      weights.copyTo(network, parent, origin);
      network.setTrainable(false);
      return network;
    } catch (ModelException e) {
      close(network);
      throw e;
    } catch (RuntimeException e) {
      close(network);
      throw new ModelException(
          "%s: a network of architecture %s cannot be built: %s"
              .formatted(origin, card.architecture(), e.getMessage()),
          e);
    }
  }

  private static void close(Network network) {
    if (network != null) {
      network.close();
    }
  }

  private Architecture architecture(ArchitectureCodec codec) {
    requirePlausible(card.architecture());
    Architecture architecture;
    try {
      architecture = codec.read(card.architecture());
    } catch (ModelException e) {
      throw new ModelException(origin + ": " + e.getMessage(), e);
    }
    if (architecture.dimensions() != card.dimensions()) {
      throw new ModelException(
          "%s: the architecture has %d dimensions, the model %d"
              .formatted(origin, architecture.dimensions(), card.dimensions()));
    }
    return architecture;
  }

  /** Every width and every count of layers needs at least one weight. */
  private void requirePlausible(Map<?, ?> values) {
    values.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner) {
            requirePlausible(inner);
          }
          for (Object one : value instanceof List<?> list ? list : List.of(value)) {
            if (one instanceof Number number
                && (number.doubleValue() > weights.count() || number.doubleValue() < 0)) {
              throw new ModelException(
                  "%s: '%s' of the architecture is %s, but there are %d weights"
                      .formatted(origin, name, value, weights.count()));
            }
          }
        });
  }

  /** Compares with the shapes that a block knows before its weights exist. */
  private void requireShapes(Iterable<Pair<String, Parameter>> parameters) {
    for (Pair<String, Parameter> parameter : parameters) {
      Shape shape = parameter.getValue().getShape();
      Tensor tensor = weights.tensors().get(parameter.getKey());
      boolean fits =
          tensor != null && (shape == null || Arrays.equals(shape.getShape(), tensor.shape()));
      if (!fits) {
        throw new ModelException(
            "%s: the architecture has weights '%s' of shape %s, the file has %s"
                .formatted(
                    origin,
                    parameter.getKey(),
                    shape,
                    tensor == null ? "none of this name" : Arrays.toString(tensor.shape())));
      }
    }
  }
}
