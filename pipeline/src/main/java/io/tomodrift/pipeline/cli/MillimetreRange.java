package io.tomodrift.pipeline.cli;

import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An interval of z, mm; either end may be open.
 *
 * @param fromMm lower end, absent for as far as possible
 * @param toMm upper end, absent for as far as possible
 */
record MillimetreRange(Optional<Double> fromMm, Optional<Double> toMm) {

  /** Everything. */
  static final MillimetreRange ALL = new MillimetreRange(Optional.empty(), Optional.empty());

  @Override
  public String toString() {
    return "%s:%s".formatted(text(fromMm), text(toMm));
  }

  private static String text(Optional<Double> end) {
    return end.map(value -> String.format(Locale.ROOT, "%s", value)).orElse("");
  }

  /** Parses {@code a:b}. */
  static final class Converter implements ITypeConverter<MillimetreRange> {
    @Override
    public MillimetreRange convert(String text) {
      int colon = text.indexOf(':');
      if (colon < 0) {
        throw wrong(text);
      }
      MillimetreRange range =
          new MillimetreRange(
              end(text.substring(0, colon), text), end(text.substring(colon + 1), text));
      boolean empty =
          range.fromMm().isPresent()
              && range.toMm().isPresent()
              && range.fromMm().get() >= range.toMm().get();
      if (empty) {
        throw new TypeConversionException("'" + text + "' is empty: the lower end comes first");
      }
      return range;
    }

    private static Optional<Double> end(String part, String text) {
      if (part.isBlank()) {
        return Optional.empty();
      }
      try {
        double value = Double.parseDouble(part);
        if (Double.isFinite(value)) {
          return Optional.of(value);
        }
      } catch (NumberFormatException e) {
        throw wrong(text);
      }
      throw wrong(text);
    }

    private static TypeConversionException wrong(String text) {
      return new TypeConversionException(
          "'" + text + "' is not an interval in mm like -120:80, :80 or -120:");
    }
  }
}
