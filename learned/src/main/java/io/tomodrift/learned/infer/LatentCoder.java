package io.tomodrift.learned.infer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.model.Latents;
import io.tomodrift.learned.model.Tensor;
import io.tomodrift.learned.model.Weights;
import io.tomodrift.learned.nets.Architecture;
import io.tomodrift.learned.nets.Network;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Between images and latent images: an auto-encoder's halves, and each channel less its mean and
 * divided by its standard deviation. Images are in a network's units, C order. The way back loses
 * what the auto-encoder loses.
 *
 * <p><b>Threading</b>: one thread at a time. Closing it frees the networks.
 */
public final class LatentCoder implements AutoCloseable {

  private static final int BATCH = 16;

  private final Latents.Coder coder;
  private final NDManager memory;
  private final Network encoder;
  private final Network decoder;

  /**
   * Builds both halves.
   *
   * @param parent memory that they live in at most as long as
   * @param where file or other origin, for messages
   * @throws io.tomodrift.geometry.error.ModelException if weights do not fit
   */
  public LatentCoder(Latents.Coder coder, NDManager parent, String where) {
    this.coder = coder;
    memory = parent.newSubManager();
    encoder = half(coder.network().encoder(), where);
    decoder = half(coder.network().decoder(), where);
  }

  /**
   * A coder whose scale is that of images.
   *
   * @param coder its scale is not read
   * @param images to be latent images of mean 0 and standard deviation 1
   * @param rows of an image
   * @param columns of an image
   */
  public static LatentCoder fitted(
      Latents.Coder coder, List<double[]> images, int rows, int columns, NDManager parent) {
    int channels = coder.network().encoder().outputChannels();
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    Latents.Coder plain =
        new Latents.Coder(coder.network(), coder.weights(), new float[channels], ones);
    try (LatentCoder first = new LatentCoder(plain, parent, "coder")) {
      Shape shape = first.latentShape(1, rows, columns);
      int plane = (int) (shape.get(2) * shape.get(3));
      double[] sum = new double[channels];
      double[] squares = new double[channels];
      for (double[] image : images) {
        double[] latent = first.encode(image, 1, rows, columns);
        for (int i = 0; i < latent.length; i++) {
          sum[i / plane] += latent[i];
          squares[i / plane] += latent[i] * latent[i];
        }
      }
      float[] mean = new float[channels];
      float[] deviation = new float[channels];
      double count = (double) plane * images.size();
      for (int c = 0; c < channels; c++) {
        double m = sum[c] / count;
        mean[c] = (float) m;
        // A channel that is constant stays 0.
        double variance = Math.max(0, squares[c] / count - m * m);
        deviation[c] = variance > 1e-12 ? (float) Math.sqrt(variance) : 1;
      }
      return new LatentCoder(
          new Latents.Coder(coder.network(), coder.weights(), mean, deviation), parent, "coder");
    }
  }

  private Network half(Architecture architecture, String where) {
    Network half = Network.create(architecture, memory);
    SortedMap<String, Tensor> its = new TreeMap<>(coder.weights().tensors());
    its.keySet().retainAll(half.parameters().keySet());
    new Weights(its).copyTo(half, memory, where);
    half.setTrainable(false);
    return half;
  }

  /** The networks and the scale. */
  public Latents.Coder coder() {
    return coder;
  }

  /** Whether both make the same latent images. */
  boolean same(LatentCoder other) {
    return coder.network().equals(other.coder.network())
        && coder.weights().sameAs(other.coder.weights())
        && Arrays.equals(coder.mean(), other.coder.mean())
        && Arrays.equals(coder.deviation(), other.coder.deviation());
  }

  /** Shape of latent images, {@code [image][channel][row][column]}. */
  public Shape latentShape(int count, int rows, int columns) {
    int shrink = coder.network().sideMultiple();
    return new Shape(
        count, coder.network().encoder().outputChannels(), rows / shrink, columns / shrink);
  }

  /**
   * Latent images.
   *
   * @param images of one channel, sides multiples of the auto-encoder's
   * @param count how many
   * @return {@code [image][channel][row][column]}
   */
  public double[] encode(double[] images, int count, int rows, int columns) {
    int length = rows * columns;
    int made = (int) latentShape(1, rows, columns).size();
    double[] latents = new double[count * made];
    for (int first = 0; first < count; first += BATCH) {
      int some = Math.min(BATCH, count - first);
      try (NDManager step = memory.newSubManager()) {
        NDArray x =
            step.create(
                part(images, first * length, some * length), new Shape(some, 1, rows, columns));
        NDList stages = encoder.applyAll(x, false);
        float[] values = stages.get(stages.size() - 1).toFloatArray();
        for (int i = 0; i < values.length; i++) {
          int c = channel(i, values.length / some);
          latents[first * made + i] = (values[i] - coder.mean()[c]) / coder.deviation()[c];
        }
      }
    }
    return latents;
  }

  /** Images of latent images; the reverse of {@link #encode}. */
  public double[] decode(double[] latents, int count, int rows, int columns) {
    int length = rows * columns;
    Shape one = latentShape(1, rows, columns);
    int given = (int) one.size();
    double[] images = new double[count * length];
    for (int first = 0; first < count; first += BATCH) {
      int some = Math.min(BATCH, count - first);
      float[] values = part(latents, first * given, some * given);
      for (int i = 0; i < values.length; i++) {
        int c = channel(i, given);
        values[i] = values[i] * coder.deviation()[c] + coder.mean()[c];
      }
      try (NDManager step = memory.newSubManager()) {
        NDArray x = step.create(values, latentShape(some, rows, columns));
        float[] made = decoder.apply(x, false).toFloatArray();
        for (int i = 0; i < made.length; i++) {
          images[first * length + i] = made[i];
        }
      }
    }
    return images;
  }

  private int channel(int index, int imageLength) {
    return index % imageLength / (imageLength / coder.mean().length);
  }

  private static float[] part(double[] values, int from, int length) {
    float[] part = new float[length];
    for (int i = 0; i < length; i++) {
      part[i] = (float) values[from + i];
    }
    return part;
  }

  @Override
  public void close() {
    memory.close();
  }
}
