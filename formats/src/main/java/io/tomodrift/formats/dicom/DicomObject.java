package io.tomodrift.formats.dicom;

import io.tomodrift.geometry.error.FormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A data set or sequence item: data elements in ascending order of their tags, with typed access by
 * tag ({@link Tag#of} makes one from group and element). Group lengths are left out.
 *
 * <p>Getters of one value give the first one and nothing if the element is absent or empty; getters
 * of arrays then give an empty array.
 */
public final class DicomObject {

  private static final Comparator<Integer> BY_TAG = Integer::compareUnsigned;

  private final int[] sortedTags;
  private final List<DicomElement> elements;

  private DicomObject(List<DicomElement> sorted) {
    this.elements = List.copyOf(sorted);
    // Flipping the sign bit turns unsigned order into the signed order of binarySearch.
    this.sortedTags = sorted.stream().mapToInt(e -> e.tag() ^ Integer.MIN_VALUE).toArray();
  }

  /** An object of these elements in any order; of two with the same tag the later one stays. */
  public static DicomObject of(Collection<DicomElement> elements) {
    if (isAscending(elements)) {
      return new DicomObject(new ArrayList<>(elements));
    }
    TreeMap<Integer, DicomElement> sorted = new TreeMap<>(BY_TAG);
    elements.forEach(e -> sorted.put(e.tag(), e));
    return new DicomObject(new ArrayList<>(sorted.values()));
  }

  private static boolean isAscending(Collection<DicomElement> elements) {
    long previous = -1;
    for (DicomElement element : elements) {
      long tag = Integer.toUnsignedLong(element.tag());
      if (tag <= previous) {
        return false;
      }
      previous = tag;
    }
    return true;
  }

  /** Starts a new object. */
  public static DicomObjectBuilder builder() {
    return new DicomObjectBuilder(List.of());
  }

  /** Starts an object from the elements of this one. */
  public DicomObjectBuilder toBuilder() {
    return new DicomObjectBuilder(elements);
  }

  /** All elements in ascending order of their tags. */
  public List<DicomElement> elements() {
    return elements;
  }

  /** The element with this tag, if there. */
  public Optional<DicomElement> find(int tag) {
    int at = Arrays.binarySearch(sortedTags, tag ^ Integer.MIN_VALUE);
    return at < 0 ? Optional.empty() : Optional.of(elements.get(at));
  }

  /** True if the element is there, with or without value. */
  public boolean has(int tag) {
    return find(tag).isPresent();
  }

  /** True if the element is there and has a value. */
  public boolean hasValue(int tag) {
    return find(tag).filter(e -> !e.isEmpty()).isPresent();
  }

  /** Value representation of an element, if there. */
  public Optional<Vr> vr(int tag) {
    return find(tag).map(DicomElement::vr);
  }

  /** All values as strings. */
  public List<String> strings(int tag) {
    return find(tag).map(DicomElement::strings).orElse(List.of());
  }

  /** First value as a string, if there is one that is not empty. */
  public Optional<String> string(int tag) {
    return strings(tag).stream().findFirst().filter(s -> !s.isEmpty());
  }

  /**
   * All values as integers.
   *
   * @throws FormatException if they are not integers
   */
  public int[] ints(int tag) {
    return find(tag).map(DicomElement::ints).orElse(new int[0]);
  }

  /**
   * First value as an integer.
   *
   * @throws FormatException if it is not an integer
   */
  public OptionalInt intValue(int tag) {
    return Arrays.stream(ints(tag)).findFirst();
  }

  /**
   * All values as doubles.
   *
   * @throws FormatException if they are not numbers
   */
  public double[] doubles(int tag) {
    return find(tag).map(DicomElement::doubles).orElse(new double[0]);
  }

  /**
   * First value as a double.
   *
   * @throws FormatException if it is not a number
   */
  public OptionalDouble doubleValue(int tag) {
    return Arrays.stream(doubles(tag)).findFirst();
  }

  /**
   * All values as floats.
   *
   * @throws FormatException if they are not numbers
   */
  public float[] floats(int tag) {
    return find(tag).map(DicomElement::floats).orElse(new float[0]);
  }

  /** The encoded value, padding included. */
  public byte[] bytes(int tag) {
    return find(tag).map(DicomElement::bytes).orElse(new byte[0]);
  }

  /** The items of a sequence; empty if absent or no sequence. */
  public List<DicomObject> sequence(int tag) {
    return find(tag).map(DicomElement::items).orElse(List.of());
  }

  /** First item of a sequence, if there. */
  public Optional<DicomObject> firstItem(int tag) {
    return sequence(tag).stream().findFirst();
  }

  /**
   * First value as an integer that must be there.
   *
   * @throws FormatException if it is absent or not an integer
   */
  public int requireInt(int tag) {
    return intValue(tag).orElseThrow(() -> missing(tag));
  }

  /**
   * First value as a string that must be there.
   *
   * @throws FormatException if it is absent or empty
   */
  public String requireString(int tag) {
    return string(tag).orElseThrow(() -> missing(tag));
  }

  private static FormatException missing(int tag) {
    return new FormatException(Tag.describe(tag) + " is missing or has no value");
  }

  /**
   * The same object with its elements of representation UN read as the dictionary says, at this
   * level and in items.
   */
  public DicomObject withDictionary(DataDictionary dictionary) {
    return of(elements.stream().map(e -> known(e, dictionary)).toList());
  }

  private static DicomElement known(DicomElement element, DataDictionary dictionary) {
    if (element.vr() == Vr.SQ) {
      return DicomElement.sequence(
          element.tag(), element.items().stream().map(i -> i.withDictionary(dictionary)).toList());
    }
    return element.vr() == Vr.UN
        ? dictionary
            .vr(element.tag(), false)
            .filter(vr -> vr != Vr.SQ)
            .map(element::as)
            .orElse(element)
        : element;
  }

  @Override
  public String toString() {
    return "DicomObject[" + elements.size() + " elements]";
  }
}
