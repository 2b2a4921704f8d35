package io.tomodrift.learned.physics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.HuScale;
import io.tomodrift.learned.infer.Direction;
import io.tomodrift.learned.infer.Models;
import io.tomodrift.learned.infer.NetworkRefiner;
import io.tomodrift.learned.infer.SamplingSettings;
import io.tomodrift.learned.model.ModelCard;
import io.tomodrift.learned.model.ModelDomain;
import io.tomodrift.learned.model.ModelFile;
import io.tomodrift.learned.model.ModelOrigin;
import io.tomodrift.learned.model.Sampling;
import io.tomodrift.learned.model.Task;
import io.tomodrift.learned.model.Weights;
import io.tomodrift.learned.nets.Architecture;
import io.tomodrift.learned.nets.Architectures;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.nets.TimeResNet;
import io.tomodrift.learned.nets.UNet;
import io.tomodrift.learned.nets.blocks.Norm;
import io.tomodrift.learned.physics.ConsistencyStep.ConjugateGradients;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data that leave no choice: guided by them, an untrained network finds what was scanned. */
class GuidedSamplingTest {

  private static final HuScale RANGE = new HuScale(-1000, 2000, 1000);
  private static final ImageGrid GRID = ImageGrid.square(5, 8);
  private static final int PIXELS = 25;
  private static final int SLICES = 2;
  private static final float[] TRUE = image(3);

  @TempDir private Path folder;

  private final RunContext context = RunContext.defaults().withParallelism(2);
  private final Backend backend = Backends.select("cpu", context);

  @AfterEach
  void close() {
    backend.close();
  }

  /** Random HU; every pixel lies within the view. */
  private static float[] image(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] hu = new float[SLICES * PIXELS];
    for (int i = 0; i < hu.length; i++) {
      hu[i] = (float) (-900 + 1100 * random.nextDouble());
    }
    return hu;
  }

  private static FloatStack stack(float[] hu) {
    FloatStack stack = FloatStack.planar(SLICES, GRID.rows(), GRID.columns());
    System.arraycopy(hu, 0, stack.data(), 0, hu.length);
    return stack;
  }

  private static Volume other() {
    return new Volume(stack(image(8)), VolumeFrame.gantry(GRID, 0, 1), VolumeUnit.HU);
  }

  private Sinogram data() {
    FloatStack mu = stack(TRUE).toLayout(SliceLayout.INTERLEAVED).copy();
    SmallScan.WATER.toPerMmInPlace(mu);
    FanBeamGeometry scan = SmallScan.SCAN;
    FloatStack data = FloatStack.interleaved(SLICES, scan.views(), scan.channels());
    try (Projector projector = backend.projector(scan, GRID, ProjectorModel.JOSEPH)) {
      projector.forward(mu, data);
    }
    return new Sinogram(data, scan, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL);
  }

  private NetworkRefiner refiner(Sampling sampling, String sampler) throws IOException {
    boolean timed = !(sampling instanceof Sampling.OnePass);
    Architecture net =
        timed
            ? new TimeResNet(2, 2, 1, List.of(4, 8), 1, Norm.NONE, false)
            : UNet.residual(2, 4, 8);
    ModelCard card =
        ModelCard.unsaved(
            "m",
            Task.SVCT,
            timed ? "diffusion" : "regression",
            2,
            Architectures.toMap(net),
            sampling,
            new ModelDomain(RANGE, RANGE, 1, 20, List.of(), 60, "fbp", List.of(8, 8)),
            new ModelOrigin(1, 0, 0, "none", "ab".repeat(32), "nothing"),
            Map.of(),
            "Apache-2.0");
    try (NDManager memory = Torch.open();
        Network network = Network.create(net, memory)) {
      ModelFile.save(folder, card, Weights.of(network));
    }
    return Models.refiner(
        ModelFile.open(folder.resolve("m.json")),
        new SamplingSettings(
            timed ? Optional.of(sampler) : Optional.empty(),
            timed ? OptionalInt.of(4) : OptionalInt.empty(),
            Direction.FORWARD,
            5));
  }

  private GuidedSampling guided(NetworkRefiner refiner) {
    return new GuidedSampling(
        refiner, backend, SmallScan.WATER, new ConjugateGradients(60, 0, Optional.empty()));
  }

  private static Sampling diffusion(boolean velocity) {
    return new Sampling.Diffusion(1000, 1e-4, 0.02, true, 0, velocity);
  }

  /** These samplers end in a combination of the images they predicted. */
  @ParameterizedTest
  @CsvSource({
    "ddpm, false",
    "ddim, false",
    "ddim, true",
    "dpm-solver++, false",
    "unipc, false",
    "unipc, true"
  })
  void whatWasScannedIsFound(String sampler, boolean velocity) throws IOException {
    try (NetworkRefiner refiner = refiner(diffusion(velocity), sampler)) {
      Volume free = refiner.refine(other(), context);
      assertTrue(largestDifference(free) > 1000, "without data it is noise");
      Volume pulled = guided(refiner).refine(other(), data(), context);
      assertEquals(0, largestDifference(pulled), 2e-3);
      Volume again = refiner.refine(other(), context);
      assertArrayEquals(free.stack().data(), again.stack().data(), "the guide is forgotten");
    }
  }

  private static double largestDifference(Volume made) {
    double largest = 0;
    for (int i = 0; i < TRUE.length; i++) {
      largest = Math.max(largest, Math.abs(made.stack().data()[i] - TRUE[i]));
    }
    return largest;
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    try (NetworkRefiner refiner = refiner(diffusion(false), "ddim")) {
      GeometryException slices =
          assertThrows(
              GeometryException.class,
              () -> guided(refiner).refine(other(), data().slices(0, 1), context));
      assertTrue(slices.getMessage().contains("the image has 2 slices, the sinogram 1"));
    }
    try (NetworkRefiner refiner = refiner(new Sampling.OnePass(), "")) {
      ModelException kind =
          assertThrows(
              ModelException.class, () -> guided(refiner).refine(other(), data(), context));
      assertTrue(kind.getMessage().contains("models of the method diffusion"));
    }
  }
}
