package io.tomodrift.pipeline.evaluate;

import io.tomodrift.pipeline.report.MetricTable.Better;

/** A number of a case and method, and how it is to be shown. */
public sealed interface Quantity permits Measure, BandMeasure {

  /** Name in JSON and CSV, with the unit. */
  String key();

  /** Name in tables of its kind. */
  String label();

  /** Name where tables are mixed. */
  String longLabel();

  /** Unit, empty if it has none. */
  String unit();

  /** Digits after the point in tables. */
  int decimals();

  /** Which values are good ones. */
  Better better();

  /** What exactly is measured. */
  String definition();

  /**
   * How far a value is from perfect, 0 or more; not a number where no value is better than another.
   */
  double error(double value);
}
