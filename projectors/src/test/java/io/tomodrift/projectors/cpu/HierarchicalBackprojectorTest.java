package io.tomodrift.projectors.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.cpu.Cases.Beam;
import io.tomodrift.projectors.cpu.Cases.Problem;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the direct sum in double precision, on projections of points and of lines. */
class HierarchicalBackprojectorTest {

  private static final int CHANNELS = 150;
  private static final ImageGrid CENTRED = ImageGrid.square(96, 0.9);
  private static final ImageGrid ODD = new ImageGrid(91, 57, 0.9, 11, -7);

  private static Angles turn(int views, boolean rising) {
    return Angles.uniform(views, 0.3, (rising ? 2 : -2) * Math.PI / views);
  }

  private static Problem problem(Beam beam, ImageGrid grid, Angles angles) {
    return new Problem(Cases.scan(beam, CHANNELS, 1, 0.25, angles), grid);
  }

  /** Points of the slice, blurred as a window blurs them, with the negative sides of a ramp. */
  private static FloatStack points(Problem p, int slices) {
    ChannelMap map = ChannelMap.of(p.geometry(), p.grid());
    FloatStack data = Cases.data(p, slices);
    double[] channel = new double[1];
    for (int slice = 0; slice < slices; slice++) {
      for (int point = 0; point < 25; point++) {
        double angle = 2.4 * point + slice;
        double radius = 9 * Math.sqrt(point);
        for (int v = 0; v < p.geometry().views(); v++) {
          map.locate(
              radius * Math.cos(angle), radius * Math.sin(angle), v, 1, channel, new double[1]);
          for (int c = 0; c < CHANNELS; c++) {
            double z = (c - channel[0]) / 1.1;
            float value = (float) ((1 - z * z) * Math.exp(-z * z / 2));
            data.set(slice, v, c, data.get(slice, v, c) + value);
          }
        }
      }
    }
    return data;
  }

  private static FloatStack backproject(Problem p, FloatStack data, int threads) {
    FloatStack image = Cases.image(p, data.slices());
    image.fill(Float.NaN);
    try (FbpBackprojector fast =
        Cases.backend(Cases.threads(threads)).fastFbpBackprojector(p.geometry(), p.grid())) {
      fast.backproject(data, weights(p), image);
    }
    return image;
  }

  private static double[] weights(Problem p) {
    double[] weights = new double[p.geometry().views()];
    Arrays.fill(weights, 2 * Math.PI / weights.length);
    return weights;
  }

  private static Stream<Arguments> problems() {
    return Stream.of(Beam.values())
        .flatMap(
            beam ->
                Stream.of(
                    Arguments.of(problem(beam, CENTRED, turn(480, true)), 2),
                    Arguments.of(problem(beam, CENTRED, turn(480, false)), 1),
                    Arguments.of(problem(beam, ODD, turn(472, true)), 1)));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void isCloseToTheDirectSum(Problem p, int slices) {
    FloatStack data = points(p, slices);
    FloatStack image = backproject(p, data, 2);
    for (int slice = 0; slice < slices; slice++) {
      double[] expected =
          Oracle.backproject(
              p.geometry(), p.grid(), Interpolation.LINEAR, Cases.slice(data, slice), weights(p));
      double[] errors = Cases.errors(expected, Cases.slice(image, slice));
      assertTrue(
          errors[0] <= 0.009 && errors[1] <= 0.014,
          "max %s, rms %s".formatted(errors[0], errors[1]));
    }
  }

  @Test
  void viewsAreThinned() {
    Problem p = problem(Beam.ARC, CENTRED, turn(480, true));
    PartCurve curve = new PartCurve(ChannelMap.of(p.geometry(), p.grid()), 480, 4);
    curve.moveTo(0, 0, 14, 14);
    long rows = LocalViews.mostRows(120, curve.reachChannels(0), curve.channelsPerView());
    assertTrue(rows > 0 && rows <= 120 / 3 * 136, "rows " + rows);
  }

  @Test
  void theWorkSavedGrowsWithPixelsAndViews() {
    double small = share(ImageGrid.square(96, 0.9), 480);
    double finer = share(ImageGrid.square(192, 0.45), 480);
    double more = share(ImageGrid.square(192, 0.45), 1920);
    assertTrue(more < finer && finer < small, small + " > " + finer + " > " + more);
    assertTrue(more > 0.2 && more < 0.4, "share " + more);
  }

  private static double share(ImageGrid grid, int views) {
    Problem p = problem(Beam.ARC, grid, turn(views, true));
    return new HierarchicalGather(Cases.KERNELS, p.geometry(), grid, Cases.threads(1))
        .shareOfDirectTaps();
  }

  @ParameterizedTest
  @EnumSource(names = {"ARC", "PARALLEL"})
  void resultDependsNeitherOnThreadsNorOnTheOtherSlices(Beam beam) {
    Problem p = problem(beam, CENTRED, turn(96, true));
    FloatStack data = Cases.randomise(Cases.data(p, 37), 5);
    FloatStack image = backproject(p, data, 1);
    assertArrayEquals(Cases.slice(image, 20), Cases.slice(backproject(p, data, 3), 20));
    FloatStack one = data.copySlices(20, 21, SliceLayout.INTERLEAVED);
    double[] errors = Cases.errors(Cases.slice(image, 20), Cases.slice(backproject(p, one, 1), 0));
    assertTrue(errors[0] < 1e-6, "max " + errors[0]);
  }

  @Test
  void whatIsNoWholeEvenTurnIsRefused() {
    refused(Angles.coveringArc(480, 0, 4), "view 1 of 480", "use the direct one");
    refused(Angles.halfTurn(480), "whole turn");
    refused(Angles.uniform(960, 0, 4 * Math.PI / 960), "whole turn");
    refused(turn(100, true), "multiple of 8", "100");
    double[] uneven = turn(96, true).toArray();
    uneven[40] += 1e-4;
    refused(Angles.of(uneven), "view 40 of 96");
  }

  private static void refused(Angles angles, String... parts) {
    Problem p = problem(Beam.ARC, CENTRED, angles);
    GeometryException thrown =
        assertThrows(
            GeometryException.class,
            () -> Cases.backend(Cases.threads(1)).fastFbpBackprojector(p.geometry(), p.grid()));
    for (String part : parts) {
      assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }
  }

  @Test
  void unequalViewWeightsAreRefused() {
    Problem p = problem(Beam.ARC, CENTRED, turn(96, true));
    double[] weights = weights(p);
    weights[7] *= 1.001;
    try (FbpBackprojector fast =
        Cases.backend(Cases.threads(1)).fastFbpBackprojector(p.geometry(), p.grid())) {
      assertThrows(
          IllegalArgumentException.class,
          () -> fast.backproject(Cases.data(p, 1), weights, Cases.image(p, 1)));
      fast.close();
      assertThrows(
          IllegalStateException.class,
          () -> fast.backproject(Cases.data(p, 1), weights, Cases.image(p, 1)));
    }
  }
}
