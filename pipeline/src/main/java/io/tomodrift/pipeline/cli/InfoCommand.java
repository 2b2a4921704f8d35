package io.tomodrift.pipeline.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tomodrift.pipeline.data.InputFacts;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.pipeline.raw.RawInfo;
import io.tomodrift.pipeline.run.ExitCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomodrift info}. */
@Command(
    name = "info",
    description =
        "Show what a file or folder is: kind, sizes, geometry, units, orientation, warnings.",
    mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Mixin private RunOptions run;
  @Mixin private RawReadingOptions reading;

  @Parameters(
      paramLabel = "PATH",
      description = "Volume, sinogram, geometry, DICOM folder or folder of raw data.")
  private Path path;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Map<String, Object> facts =
        Inputs.isRawScan(path)
            ? RawInfo.of(path, reading.options(), run.context())
            : InputFacts.of(path, reading.series(), run.context());
    if (json) {
      run.print(JSON.writeValueAsString(facts));
      return ExitCode.OK;
    }
    facts.forEach(this::printFact);
    return ExitCode.OK;
  }

  private void printFact(String name, Object value) {
    if (value instanceof List<?> list && name.equals("warnings")) {
      list.forEach(warning -> run.print("%-22s %s".formatted("warning", warning)));
    } else if (value instanceof Map<?, ?> map) {
      run.print(name);
      map.forEach((key, inner) -> run.print("  %-20s %s".formatted(key, readable(inner))));
    } else {
      run.print("%-22s %s".formatted(name, readable(value)));
    }
  }

  /** Nine digits are enough to read; the JSON has all of them. */
  private static Object readable(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(InfoCommand::readable).toList();
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      double rounded = new BigDecimal(number).round(new MathContext(9)).doubleValue();
      return rounded + 0.0; // no minus zero
    }
    return value;
  }
}
