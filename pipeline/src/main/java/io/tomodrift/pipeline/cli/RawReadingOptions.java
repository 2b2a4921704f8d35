package io.tomodrift.pipeline.cli;

import io.tomodrift.sinograms.raw.CentralElement;
import io.tomodrift.sinograms.raw.RawOptions;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the files of raw data are read. */
final class RawReadingOptions {

  @Mixin private SeriesOption series;

  @Option(
      names = "--central-element",
      paramLabel = "RULE",
      converter = RuleConverter.class,
      description =
          "How raw data count the central column: auto (by the manufacturer), from-one, from-other-end. Default: auto.")
  private CentralElement rule;

  @Option(
      names = "--skip-bad",
      description = "Treat damaged files of raw data as missing views instead of stopping.")
  private boolean skipBad;

  String series() {
    return series.uid();
  }

  /** The first option given that only raw data have, if any. */
  Optional<String> first() {
    if (rule != null) {
      return Optional.of("--central-element");
    }
    return skipBad ? Optional.of("--skip-bad") : Optional.empty();
  }

  RawOptions options() {
    return RawOptions.defaults()
        .withSeries(series.uid())
        .withSkipBad(skipBad)
        .withCentralElement(rule());
  }

  /** The settings for a manifest. */
  void describe(Map<String, Object> configuration) {
    configuration.put("series", series.uid().isEmpty() ? "the only one" : series.uid());
    configuration.put("centralElement", FbpOptions.hyphens(rule()));
    configuration.put("skipBad", skipBad);
  }

  private CentralElement rule() {
    return rule == null ? CentralElement.AUTO : rule;
  }

  static final class RuleConverter implements ITypeConverter<CentralElement> {
    @Override
    public CentralElement convert(String text) {
      return FbpOptions.parse(CentralElement.class, text);
    }
  }
}
