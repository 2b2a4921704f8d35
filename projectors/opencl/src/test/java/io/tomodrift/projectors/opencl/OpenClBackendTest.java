package io.tomodrift.projectors.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.BackendException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.ProjectionFilter;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Availability;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.device.Device;
import io.tomodrift.projectors.device.DeviceBackend;
import io.tomodrift.projectors.device.DeviceBuffer;
import io.tomodrift.projectors.device.DeviceVectors;
import io.tomodrift.projectors.device.HostBuffer;
import io.tomodrift.projectors.device.KernelSource;
import io.tomodrift.projectors.device.RealTransforms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver's calls, on whatever device OpenCL offers here. */
class OpenClBackendTest {

  private static final RunContext CONTEXT = RunContext.defaults().withParallelism(2);

  @BeforeEach
  void requireDevice() {
    Availability availability = new OpenClBackendProvider().probe();
    Assumptions.assumeTrue(
        availability instanceof Availability.Available, () -> "no device: " + availability);
  }

  private static Device device() {
    return new OpenClDevice(OpenClChoice.best().orElseThrow());
  }

  @Test
  void aProcessorIsChosenByNameOnly() {
    OpenClBackendProvider provider = new OpenClBackendProvider();
    boolean gpu = OpenClChoice.best().orElseThrow().isGpu();
    assertEquals(gpu ? 20 : 1000, provider.rank());
    String text = ((Availability.Available) provider.probe()).device();
    assertEquals(!gpu, text.contains("for checking results only"), text);
  }

  /** The text of the ray weights is left out. */
  @Test
  void whatDoesNotCompileIsNamedWithTheCompilersWords() {
    try (Device device = device()) {
      BackendException e =
          assertThrows(
              BackendException.class, () -> device.kernel(KernelSource.load("forward"), "forward"));
      assertTrue(e.getMessage().contains("kernel forward-contraction1"), e.getMessage());
      assertTrue(e.getMessage().contains("ray_share"), e.getMessage());
    }
  }

  @Test
  void useAfterCloseIsRefused() {
    Device device = device();
    DeviceBuffer buffer = device.buffer(64);
    HostBuffer host = device.hostBuffer(64);
    host.close();
    assertThrows(IllegalStateException.class, host::bytes);
    try (var queue = device.queue();
        HostBuffer other = device.hostBuffer(64)) {
      buffer.close();
      assertThrows(IllegalStateException.class, () -> queue.upload(other, buffer, 64));
    }
    device.close();
    assertThrows(IllegalStateException.class, () -> device.buffer(64));
    assertThrows(IllegalStateException.class, device::queue);
  }

  @Test
  void operatorsRefuseUseAfterClose() {
    Backend backend = new OpenClBackendProvider().open(CONTEXT);
    ImageGrid grid = ImageGrid.square(8, 1);
    FanBeamGeometry scan =
        new FanBeamGeometry(100, 200, ArcDetector.withOffset(12, 0.01, 0), Angles.fullTurn(4));
    Projector projector = backend.projector(scan, grid, ProjectorModel.JOSEPH);
    projector.close();
    FloatStack image = FloatStack.interleaved(1, 8, 8);
    FloatStack data = FloatStack.interleaved(1, 4, 12);
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> projector.forward(image, data));
    assertEquals("this projector was closed", e.getMessage());
    backend.close();
    e =
        assertThrows(
            IllegalStateException.class,
            () -> backend.projector(scan, grid, ProjectorModel.JOSEPH));
    assertEquals("backend opencl was closed", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "off"})
  void passesItsOwnTestWithAndWithoutContraction(String contraction) {
    String before = System.getProperty(DeviceBackend.CONTRACTION_PROPERTY, "on");
    System.setProperty(DeviceBackend.CONTRACTION_PROPERTY, contraction);
    TamperedDevice device =
        new TamperedDevice(device(), "contraction " + contraction, (entry, a) -> a);
    try (Backend backend = DeviceBackend.open("test", device, CONTEXT)) {
      assertEquals("contraction " + contraction, backend.device());
    } finally {
      System.setProperty(DeviceBackend.CONTRACTION_PROPERTY, before);
    }
    assertEquals(1, device.closed);
  }

  /** One argument of one kernel is off by less than a picture would show. */
  @ParameterizedTest
  @CsvSource({
    "adjoint, 16, 1.01, do not match",
    "filter_store, 8, 0, filtered projections",
    "backproject, 12, 1.0001, back projection"
  })
  void aDeviceThatGivesAnotherImageIsNotUsed(
      String kernel, int index, float factor, String expected) {
    BiFunction<String, Object[], Object[]> tamper =
        (entry, arguments) -> {
          Object[] changed = arguments.clone();
          if (entry.equals(kernel)) {
            changed[index] =
                changed[index] instanceof Float f
                    ? (Object) (f * factor)
                    : (Object) (int) ((Integer) changed[index] * factor);
          }
          return changed;
        };
    for (int attempt = 0; attempt < 2; attempt++) {
      TamperedDevice device = new TamperedDevice(device(), "bad " + kernel, tamper);
      BackendException e =
          assertThrows(BackendException.class, () -> DeviceBackend.open("test", device, CONTEXT));
      assertTrue(e.getMessage().contains(expected), e.getMessage());
      assertTrue(e.getMessage().contains("bad " + kernel), e.getMessage());
      assertEquals(1, device.closed);
    }
  }

  /** The way around our own transform, taken where a library loads. */
  @Test
  void filtersByALibraryOfTransformsAsWell() {
    List<HostTransforms> made = new ArrayList<>();
    Device real = device();
    Device device =
        new TamperedDevice(real, "with library", (entry, a) -> a) {
          @Override
          public Optional<RealTransforms> realTransforms(int length, int lines) {
            HostTransforms transforms = new HostTransforms(real, length, lines);
            made.add(transforms);
            return Optional.of(transforms);
          }
        };
    double[] spectrum = {0.1, 0.2, 0.4, 0.5, 0.3, 0.3, 0.5, 0.4, 0.2};
    FloatStack expected = random(FloatStack.interleaved(3, 5, 6), 1);
    FloatStack actual = expected.copy();
    try (Backend own = new OpenClBackendProvider().open(CONTEXT);
        ProjectionFilter filter = own.projectionFilter(6, spectrum)) {
      filter.apply(expected);
    }
    try (Backend backend = DeviceBackend.open("test", device, CONTEXT);
        ProjectionFilter filter = backend.projectionFilter(6, spectrum)) {
      made.clear();
      filter.apply(actual);
    }
    assertFalse(made.isEmpty());
    assertTrue(made.stream().allMatch(transforms -> transforms.calls == 4));
    for (int k = 0; k < 3 * 5 * 6; k++) {
      int s = k % 3;
      int view = k / 3 % 5;
      int n = k / 15;
      assertEquals(expected.get(s, view, n), actual.get(s, view, n), 1e-6, "value " + k);
    }
  }

  /** 33 slices go in batches of 32 and 1, with kernels of four slices a work item and of one. */
  @Test
  void aSliceDoesNotDependOnItsBatch() {
    ImageGrid grid = ImageGrid.square(20, 2);
    FanBeamGeometry scan =
        new FanBeamGeometry(100, 200, ArcDetector.withOffset(31, 0.02, 0.25), Angles.fullTurn(7));
    FloatStack data = random(FloatStack.interleaved(33, 7, 31), 1);
    FloatStack image = FloatStack.interleaved(33, 20, 20);
    FloatStack projected = FloatStack.interleaved(33, 7, 31);
    double[] spectrum = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.5, 0.4, 0.3, 0.2};
    try (Backend backend = new OpenClBackendProvider().open(CONTEXT);
        ProjectionFilter filter = backend.projectionFilter(31, stretched(spectrum, 40));
        FbpBackprojector fbp = backend.fbpBackprojector(scan, grid, Interpolation.CUBIC);
        Projector projector = backend.projector(scan, grid, ProjectorModel.JOSEPH)) {
      for (int s : new int[] {0, 17, 32}) {
        FloatStack alone = data.copySlices(s, s + 1, SliceLayout.INTERLEAVED);
        FloatStack together = data.copy();
        filter.apply(alone);
        filter.apply(together);
        assertSame(s, together, alone);
        FloatStack one = FloatStack.interleaved(1, 20, 20);
        fbp.backproject(alone, new double[] {1, 2, 1, 1, 1, 1, 3}, one);
        fbp.backproject(together, new double[] {1, 2, 1, 1, 1, 1, 3}, image);
        assertSame(s, image, one);
        FloatStack line = FloatStack.interleaved(1, 7, 31);
        projector.forward(one, line);
        projector.forward(image, projected);
        assertSame(s, projected, line);
        projector.adjoint(line, one);
        projector.adjoint(projected, image);
        assertSame(s, image, one);
      }
    }
  }

  private static double[] stretched(double[] values, int length) {
    double[] result = new double[length];
    for (int k = 0; k < length; k++) {
      result[k] = values[Math.min(k, length - k) * values.length / length];
    }
    return result;
  }

  private static void assertSame(int slice, FloatStack all, FloatStack one) {
    assertArrayEquals(
        one.copySlices(0, 1, SliceLayout.PLANAR).data(),
        all.copySlices(slice, slice + 1, SliceLayout.PLANAR).data(),
        "slice " + slice);
  }

  @ParameterizedTest
  @CsvSource({"1, 30, 17", "3, 7, 5", "17, 40, 33"})
  void vectorsOnTheDevice(int slices, int rows, int columns) {
    FloatStack a = random(FloatStack.interleaved(slices, rows, columns), 1);
    FloatStack b = random(FloatStack.interleaved(slices, rows, columns), 2);
    double[] factors = new Random(3).doubles(slices, -2, 2).toArray();
    FloatStack sum = FloatStack.interleaved(slices, rows, columns);
    double[] dot;
    double[] norm;
    try (DeviceBackend backend = (DeviceBackend) new OpenClBackendProvider().open(CONTEXT);
        DeviceVectors vectors = backend.vectors()) {
      DeviceVectors.Vector x = vectors.upload(a);
      DeviceVectors.Vector y = vectors.upload(b);
      dot = vectors.dot(x, y);
      norm = vectors.norm(x);
      vectors.axpy(factors, x, y);
      vectors.download(y, sum);
      assertThrows(IllegalArgumentException.class, () -> vectors.axpy(new double[99], x, y));
    }
    for (int s = 0; s < slices; s++) {
      double product = 0;
      double square = 0;
      for (int k = 0; k < rows * columns; k++) {
        double p = a.get(s, k / columns, k % columns);
        double q = b.get(s, k / columns, k % columns);
        product += p * q;
        square += p * p;
        assertEquals(q + factors[s] * p, sum.get(s, k / columns, k % columns), 4e-7);
      }
      assertEquals(product, dot[s], 1e-6 * square);
      assertEquals(Math.sqrt(square), norm[s], 1e-6 * Math.sqrt(square));
    }
  }

  private static FloatStack random(FloatStack stack, long seed) {
    Random random = new Random(seed);
    stack.fill(Float.NaN);
    for (int row = 0; row < stack.rows(); row++) {
      for (int column = 0; column < stack.columns(); column++) {
        for (int slice = 0; slice < stack.slices(); slice++) {
          stack.set(slice, row, column, 2 * random.nextFloat() - 1);
        }
      }
    }
    return stack;
  }
}
