package io.tomodrift.projectors.device;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Convolves the lines of a stack on the device: by the maker's transforms where they load, by our
 * own kernels otherwise.
 *
 * <p>Views go in blocks, so that the buffers of the transform stay small. Two neighbouring views of
 * one slice share a complex transform as real and imaginary part: what is wrong in one slice stays
 * there, and a slice has the same bits in any batch.
 */
final class LineConvolution {

  private static final long BLOCK_BYTES = 64L << 20;

  private final Device device;
  private final int positions;
  private final int length;
  private final KernelSource source;
  private final List<Integer> radices;
  private final DeviceBuffer spectrum;
  private final DeviceBuffer twiddles;
  private final KernelCache kernels;

  LineConvolution(
      Device device, ResourceScope scope, int positions, double[] spectrum, boolean contraction) {
    this.device = device;
    this.positions = positions;
    this.length = spectrum.length;
    this.source = KernelSet.filter(contraction);
    this.radices = radices(length);
    this.kernels = new KernelCache(device, scope);
    this.spectrum = Tables.floats(device, scope, spectrum);
    this.twiddles = Tables.floats(device, scope, twiddles(length));
  }

  /** The factors of a transform, as few as possible. */
  static List<Integer> radices(int length) {
    List<Integer> found = new ArrayList<>();
    int rest = length;
    for (int radix : new int[] {5, 4, 3, 2}) {
      while (rest % radix == 0) {
        found.add(radix);
        rest /= radix;
      }
    }
    if (rest != 1) {
      throw new IllegalArgumentException(
          "a transform of %d values has the factor %d; only 2, 3 and 5 are supported"
              .formatted(length, rest));
    }
    return found.isEmpty() ? List.of(1) : List.copyOf(found);
  }

  /** Cosine and sine of 2 pi t / length. */
  private static double[] twiddles(int length) {
    double[] values = new double[2 * length];
    for (int t = 0; t < length; t++) {
      double angle = 2 * Math.PI * t / length;
      values[2 * t] = Math.cos(angle);
      values[2 * t + 1] = Math.sin(angle);
    }
    return values;
  }

  /** Bytes of a workspace. */
  long workspaceBytes(int views, int lanes) {
    return 2 * bufferBytes(blockPairs(views, lanes), lanes);
  }

  private long bufferBytes(int pairs, int lanes) {
    return 2L * Float.BYTES * length * pairs * lanes;
  }

  private int blockPairs(int views, int lanes) {
    long fitting = Math.max(1, BLOCK_BYTES / bufferBytes(1, lanes));
    return (int) Math.min((views + 1) / 2, fitting);
  }

  /** Buffers for stacks of that many views and slices, or fewer slices. */
  Workspace workspace(int views, int lanes) {
    return new Workspace(device, bufferBytes(blockPairs(views, lanes), lanes));
  }

  /** Gives the filtering of {@code [view][position][lane]}, in place, to a queue. */
  void enqueue(DeviceQueue queue, Workspace space, DeviceBuffer data, int views, int lanes) {
    int most = blockPairs(views, lanes);
    for (int first = 0; first < views; first += 2 * most) {
      int end = Math.min(views, first + 2 * most);
      block(queue, space, data, first, end, lanes);
    }
  }

  private void block(
      DeviceQueue queue, Workspace space, DeviceBuffer data, int first, int end, int lanes) {
    int pairs = (end - first + 1) / 2;
    int lines = pairs * lanes;
    queue.launch(
        kernels.get(source, "filter_load"),
        (long) length * lines,
        data,
        space.one,
        first,
        pairs,
        end,
        positions,
        length,
        lanes);
    Optional<RealTransforms> library = space.library(length, lines);
    DeviceBuffer result =
        library.isPresent()
            ? byLibrary(queue, space, library.get(), lines)
            : byKernels(queue, space, lines);
    queue.launch(
        kernels.get(source, "filter_store"),
        (long) positions * lines,
        data,
        result,
        first,
        pairs,
        end,
        positions,
        length,
        lanes,
        library.isPresent() ? 0 : 1);
  }

  private DeviceBuffer byLibrary(
      DeviceQueue queue, Workspace space, RealTransforms library, int lines) {
    for (int part = 0; part < 2; part++) {
      library.forward(queue, space.one, part, space.two);
      queue.launch(
          kernels.get(source, "filter_scale"),
          (long) (length / 2 + 1) * lines,
          space.two,
          spectrum,
          length,
          lines);
      library.inverse(queue, space.two, space.one, part);
    }
    return space.one;
  }

  /** There and back; the result has real and imaginary part exchanged. */
  private DeviceBuffer byKernels(DeviceQueue queue, Workspace space, int lines) {
    DeviceBuffer in = space.one;
    DeviceBuffer out = space.two;
    for (int way = 0; way < 2; way++) {
      int done = 1;
      for (int radix : radices) {
        boolean turn = way == 0 && done * radix == length;
        queue.launch(
            kernels.get(source, "filter_pass"),
            (long) (length / radix) * lines,
            in,
            out,
            twiddles,
            spectrum,
            radix,
            done,
            length,
            lines,
            turn ? 1 : 0);
        done *= radix;
        DeviceBuffer swap = in;
        in = out;
        out = swap;
      }
    }
    return in;
  }

  /** The buffers of one block, for one queue. */
  static final class Workspace implements AutoCloseable {
    private final ResourceScope scope = new ResourceScope("a filter's workspace");
    private final Device device;
    private final DeviceBuffer one;
    private final DeviceBuffer two;
    private final Map<Integer, Optional<RealTransforms>> libraries = new HashMap<>();

    private Workspace(Device device, long bytes) {
      this.device = device;
      try {
        one = scope.add(device.buffer(bytes));
        two = scope.add(device.buffer(bytes));
      } catch (RuntimeException | Error e) {
        scope.closeAfter(e);
        throw e;
      }
    }

    long bytes() {
      return one.bytes() + two.bytes();
    }

    private Optional<RealTransforms> library(int length, int lines) {
      return libraries.computeIfAbsent(
          lines,
          n -> {
            Optional<RealTransforms> made = device.realTransforms(length, n);
            made.ifPresent(scope::add);
            return made;
          });
    }

    @Override
    public void close() {
      scope.close();
    }
  }
}
