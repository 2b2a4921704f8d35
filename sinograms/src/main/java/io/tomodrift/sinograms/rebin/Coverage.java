package io.tomodrift.sinograms.rebin;

import java.util.List;

/** For which slices there are data. */
interface Coverage {

  /** Intervals of Z in which every ray of the symmetric fan is measured, rising. */
  List<ZInterval> valid();

  /** Fraction of the rays of the symmetric fan that are measured at Z. */
  double fractionAt(double zMm);
}
