package io.tomodrift.learned.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.data.pairs.ContrastPairs;
import io.tomodrift.learned.data.pairs.ContrastRecipe;
import io.tomodrift.learned.data.pairs.Pair;
import io.tomodrift.learned.data.pairs.PhantomBody;
import io.tomodrift.learned.model.ModelCatalogue;
import io.tomodrift.learned.model.ModelFile;
import io.tomodrift.phantoms.anatomy.BodyRegion;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model that comes along, on bodies that it never saw. */
class ShippedContrastModelTest {

  private static final RunContext CONTEXT = RunContext.defaults();
  private static final int SIDE = 512;

  private static List<Pair> pairs() throws IOException {
    try (Backend backend = Backends.select("auto", CONTEXT);
        ContrastPairs pairs = new ContrastPairs(ContrastRecipe.clinical(1), backend)) {
      PhantomBody chest = new PhantomBody(BodyRegion.CHEST, 9101, SIDE, 0.8, 1, 12);
      PhantomBody abdomen = new PhantomBody(BodyRegion.ABDOMEN, 9101, SIDE, 0.8, 1, 12);
      var makers = pairs.makers(List.of(chest, abdomen));
      return List.of(makers.get(0).make(CONTEXT), makers.get(1).make(CONTEXT));
    }
  }

  /** Mean absolute error where iodine is, HU. */
  private static double error(Volume image, Volume truth, Volume mgPerMl) {
    double sum = 0;
    int count = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        if (mgPerMl.stack().get(0, row, column) >= 1) {
          sum += Math.abs(image.stack().get(0, row, column) - truth.stack().get(0, row, column));
          count++;
        }
      }
    }
    assertTrue(count > 1000, "iodine in %d pixels".formatted(count));
    return sum / count;
  }

  @Test
  void oneNetworkGoesBothWays() throws IOException {
    ModelFile model = ModelCatalogue.shipped().open("contrast-flow");
    try (NetworkRefiner forward = Models.refiner(model);
        NetworkRefiner back = Models.refiner(model, SamplingSettings.USUAL.reversed())) {
      for (Pair pair : pairs()) {
        Volume iodine = pair.iodine().orElseThrow();
        double before = error(pair.input(), pair.target(), iodine);
        double added = error(forward.refine(pair.input(), CONTEXT), pair.target(), iodine);
        double removed = error(back.refine(pair.target(), CONTEXT), pair.input(), iodine);
        String found =
            "%.1f HU without, %.1f added, %.1f removed".formatted(before, added, removed);
        System.out.println(found);
        assertTrue(added < 0.5 * before, found);
        assertTrue(removed < 0.5 * before, found);
      }
      assertEquals(1, forward.evaluations());
    }
  }
}
