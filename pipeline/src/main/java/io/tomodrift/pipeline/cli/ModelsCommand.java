package io.tomodrift.pipeline.cli;

import io.tomodrift.learned.model.ModelCard;
import io.tomodrift.learned.model.ModelCatalogue;
import io.tomodrift.pipeline.run.ExitCode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tomodrift models}. */
@Command(
    name = "models",
    description = "List the learned models that come with the program, or show the card of one.",
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {

  @Mixin private RunOptions run;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME|FILE",
      description = "Model whose card to show.")
  private String name;

  @Override
  public Integer call() throws IOException {
    if (name != null) {
      show(ModelCatalogue.shipped().open(name).card());
      return ExitCode.OK;
    }
    List<ModelCard> cards = ModelCatalogue.shipped().cards();
    for (ModelCard card : cards) {
      run.print("%-22s %-10s %s".formatted(card.name(), card.method(), card.task().description()));
    }
    return ExitCode.OK;
  }

  private void show(ModelCard card) {
    line("name", card.name());
    line("task", "%s: %s".formatted(card.task().id(), card.task().description()));
    line("method", card.method());
    line("dimensions", card.dimensions());
    line("architecture", card.architecture());
    line("gives", card.sampling());
    line("input", card.domain().input());
    line("target", card.domain().target());
    line(
        "pixels",
        "%.3f to %.3f mm"
            .formatted(card.domain().smallestSpacingMm(), card.domain().largestSpacingMm()));
    List<Double> slices = card.domain().sliceSpacingsMm();
    line(
        "slices",
        slices.isEmpty()
            ? "one at a time"
            : "%.3f to %.3f mm apart".formatted(slices.get(0), slices.get(1)));
    line("views", card.domain().viewCount());
    line("reconstructed by", card.domain().inputMethod());
    line("training patch", card.domain().windowSides());
    line("data", card.origin().data());
    line("data SHA-256", card.origin().dataSha256());
    line("command", card.origin().command());
    line(
        "training",
        "seed %d, %d steps, %.0f s"
            .formatted(card.origin().seed(), card.origin().steps(), card.origin().seconds()));
    card.metrics().forEach((metric, value) -> line(metric, "%.4g".formatted(value)));
    line("weights SHA-256", card.weightsSha256());
    line("licence", card.licence());
  }

  private void line(String what, Object value) {
    run.print("%-26s %s".formatted(what, value));
  }
}
