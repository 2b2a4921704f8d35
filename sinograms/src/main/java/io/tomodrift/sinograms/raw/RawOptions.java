package io.tomodrift.sinograms.raw;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How raw data are read.
 *
 * @param seriesUid SeriesInstanceUID of the series wanted; empty for the only one
 * @param skipBad whether damaged files are treated as missing views; reads all pixel data once on
 *     opening, to know which they are
 * @param checkRange whether stored values are compared with Smallest- and LargestImagePixelValue
 * @param sortByPosition whether views are put in order of axial position, then angle, instead of
 *     InstanceNumber
 * @param centralElement how the central element is counted
 * @param firstInstance lowest InstanceNumber read
 * @param lastInstance highest InstanceNumber read
 * @param waterPerMm attenuation coefficient of water to use instead of the files', 1/mm
 */
public record RawOptions(
    String seriesUid,
    boolean skipBad,
    boolean checkRange,
    boolean sortByPosition,
    CentralElement centralElement,
    int firstInstance,
    int lastInstance,
    OptionalDouble waterPerMm) {

  /** Checks the values. */
  public RawOptions {
    Objects.requireNonNull(seriesUid, "seriesUid");
    Objects.requireNonNull(centralElement, "centralElement");
    Objects.requireNonNull(waterPerMm, "waterPerMm");
    if (firstInstance > lastInstance) {
      throw new IllegalArgumentException(
          "no views from InstanceNumber %d to %d".formatted(firstInstance, lastInstance));
    }
  }

  /** The only series, all of it, in order of InstanceNumber; damaged files are errors. */
  public static RawOptions defaults() {
    return new RawOptions(
        "",
        false,
        true,
        false,
        CentralElement.AUTO,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
        OptionalDouble.empty());
  }

  /** With another series. */
  public RawOptions withSeries(String uid) {
    return new RawOptions(
        uid,
        skipBad,
        checkRange,
        sortByPosition,
        centralElement,
        firstInstance,
        lastInstance,
        waterPerMm);
  }

  /** With damaged files skipped or not. */
  public RawOptions withSkipBad(boolean skip) {
    return new RawOptions(
        seriesUid,
        skip,
        checkRange,
        sortByPosition,
        centralElement,
        firstInstance,
        lastInstance,
        waterPerMm);
  }

  /** With stored values compared with the range in the header or not. */
  public RawOptions withCheckRange(boolean check) {
    return new RawOptions(
        seriesUid,
        skipBad,
        check,
        sortByPosition,
        centralElement,
        firstInstance,
        lastInstance,
        waterPerMm);
  }

  /** With views in order of position or not. */
  public RawOptions withSortByPosition(boolean byPosition) {
    return new RawOptions(
        seriesUid,
        skipBad,
        checkRange,
        byPosition,
        centralElement,
        firstInstance,
        lastInstance,
        waterPerMm);
  }

  /** With another way of counting the central element. */
  public RawOptions withCentralElement(CentralElement convention) {
    return new RawOptions(
        seriesUid,
        skipBad,
        checkRange,
        sortByPosition,
        convention,
        firstInstance,
        lastInstance,
        waterPerMm);
  }

  /** With a part of the scan, both ends included. */
  public RawOptions withInstances(int first, int last) {
    return new RawOptions(
        seriesUid, skipBad, checkRange, sortByPosition, centralElement, first, last, waterPerMm);
  }

  /** With another attenuation coefficient of water, 1/mm. */
  public RawOptions withWater(double perMm) {
    return new RawOptions(
        seriesUid,
        skipBad,
        checkRange,
        sortByPosition,
        centralElement,
        firstInstance,
        lastInstance,
        OptionalDouble.of(perMm));
  }
}
