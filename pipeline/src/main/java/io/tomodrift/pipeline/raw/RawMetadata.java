package io.tomodrift.pipeline.raw;

import io.tomodrift.formats.dicom.series.SeriesMetadata;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.sinograms.raw.RawScan;
import java.util.Locale;
import java.util.OptionalDouble;

/** Headers of slices made from raw data. */
final class RawMetadata {

  /** Well above the numbers consoles give to what they measure and reconstruct. */
  private static final int FIRST_SERIES_NUMBER = 9000;

  private static final int LARGEST_SERIES_NUMBER = 999_999;

  private RawMetadata() {}

  static SeriesMetadata of(RawScan scan, RawRequest wanted, Volume volume, String label) {
    String filter = wanted.fbp().window().toString().toLowerCase(Locale.ROOT).replace('_', '-');
    double rowMm = scan.geometry().rowPitchAtIsocenterMm();
    double thickness = Math.rint(1e4 * Math.max(rowMm, wanted.sliceThicknessMm())) / 1e4;
    int number =
        Math.min(
            LARGEST_SERIES_NUMBER, FIRST_SERIES_NUMBER + scan.header().seriesNumber().orElse(0));
    return scan.metadata()
        .seriesDescription(shortened("FBP %s, %s".formatted(filter, label), 64))
        .seriesNumber(number)
        .kernel(shortened(filter, 16))
        .sliceThicknessMm(OptionalDouble.of(thickness))
        .derivation(
            shortened(
                "tomodrift: raw series %s, single-slice rebinning (%s, focal spots %s), %s, FBP %s, %s"
                    .formatted(
                        scan.header().seriesUid(),
                        lower(wanted.rebin().mode()),
                        lower(wanted.rebin().focalSpotViews()),
                        label,
                        filter,
                        volume.frame().columnSpacingMm() + " mm pixels"),
                1024))
        .build();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
