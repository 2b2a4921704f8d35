package io.tomodrift.pipeline.demo;

import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.model.ModelCard;
import io.tomodrift.learned.model.ModelCatalogue;
import io.tomodrift.learned.model.Task;
import io.tomodrift.pipeline.learned.Consistency;
import io.tomodrift.pipeline.learned.Refinement;
import io.tomodrift.pipeline.reconstruct.Algorithm;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Chooses the model of a demonstration. */
public final class DemoModel {

  private static final String NONE = "none";
  private static final String PREFERRED_METHOD = "gdm";

  private DemoModel() {}

  /**
   * The model asked for, or the shipped one that suits the scan.
   *
   * @param wanted name, file or {@code none}; empty to choose
   * @param views views of the sparse scan
   * @param volume what is scanned
   * @param notes told why there is none
   * @throws IOException if a model cannot be read
   */
  public static Optional<Refinement> choose(
      Optional<String> wanted, int views, Volume volume, Consumer<String> notes)
      throws IOException {
    if (wanted.isPresent()) {
      return wanted.get().equals(NONE)
          ? Optional.empty()
          : Optional.of(Refinement.of(wanted.get(), Task.SVCT, Consistency.NONE));
    }
    double pixelMm = volume.frame().columnSpacingMm();
    ModelCard found = null;
    for (ModelCard card : ModelCatalogue.shipped().cards()) {
      boolean fits =
          card.task() == Task.SVCT
              && card.dimensions() == 2
              && card.domain().viewCount() == views
              && card.domain().inputMethod().equals(Algorithm.FBP.id())
              && card.domain().smallestSpacingMm() <= pixelMm
              && pixelMm <= card.domain().largestSpacingMm();
      if (fits && (found == null || card.method().equals(PREFERRED_METHOD))) {
        found = card;
      }
    }
    if (found == null) {
      notes.accept(
          "note: no shipped model refines %d views of %.3f mm pixels".formatted(views, pixelMm));
      return Optional.empty();
    }
    return Optional.of(Refinement.of(found.name(), Task.SVCT, Consistency.NONE));
  }
}
