package io.tomodrift.learned.data.pairs;

import io.tomodrift.formats.text.StrictNode;
import io.tomodrift.formats.text.StrictText;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.phantoms.anatomy.BodyRegion;
import io.tomodrift.phantoms.anatomy.IodineEnhancement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * A domain of small images of phantoms as a file describes it: one slice of each body as it is,
 * without a scan. What is left out has a default.
 *
 * <pre>
 * side: 48                      # pixels of an image, both ways
 * pixelMm: 8.5
 * region: abdomen
 * enhancement: {kvp: 120, phase: portal-venous, aortaMgPerMl: 12}  # left out: no contrast medium
 * train: {firstSeed: 1, bodies: 400}
 * validation: {firstSeed: 5001, bodies: 40}                        # left out: none
 * test: {firstSeed: 6001, bodies: 200}                             # left out: none
 * </pre>
 *
 * @param side pixels of an image, both ways
 * @param pixelMm side of a pixel, mm
 * @param region part of the body
 * @param enhancement contrast medium in the blood; empty for none
 * @param train bodies to learn from, at least one
 * @param validation bodies to choose by
 * @param test bodies that are looked at once, in the end
 */
public record DomainSet(
    int side,
    double pixelMm,
    BodyRegion region,
    Optional<IodineEnhancement> enhancement,
    Bodies train,
    Bodies validation,
    Bodies test) {

  private static final int USUAL_SIDE = 48;

  /** Width that holds a trunk, mm. */
  private static final double USUAL_WIDTH_MM = 408;

  /** Checks the values. */
  public DomainSet {
    Objects.requireNonNull(enhancement, "enhancement");
    if (region == null) {
      throw new IllegalArgumentException("images of a domain need a region");
    }
    if (side < 1 || !(pixelMm > 0) || pixelMm == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "images have a positive side and pixels of positive size, got %d of %s mm"
              .formatted(side, pixelMm));
    }
    if (train.count == 0) {
      throw new IllegalArgumentException("'train' must have at least one body");
    }
    requireApart(train, validation);
    requireApart(train, test);
    requireApart(validation, test);
  }

  /**
   * Bodies whose seeds follow each other.
   *
   * @param firstSeed seed of the first
   * @param count how many
   */
  public record Bodies(long firstSeed, int count) {

    /** Checks the number. */
    public Bodies {
      if (count < 0) {
        throw new IllegalArgumentException("bodies must not be negative, got " + count);
      }
    }

    private static Bodies of(StrictNode node, int firstSeed) {
      node.allow("firstSeed", "bodies");
      return new Bodies(node.whole("firstSeed", firstSeed), node.whole("bodies", 0));
    }

    private boolean meets(Bodies other) {
      return count > 0
          && other.count > 0
          && firstSeed < other.firstSeed + other.count
          && other.firstSeed < firstSeed + count;
    }
  }

  private static void requireApart(Bodies a, Bodies b) {
    if (a.meets(b)) {
      throw new IllegalArgumentException(
          "a body belongs to one part, but seeds %d to %d and %d to %d overlap"
              .formatted(
                  a.firstSeed, a.firstSeed + a.count - 1, b.firstSeed, b.firstSeed + b.count - 1));
    }
  }

  /**
   * Reads YAML (or JSON).
   *
   * @param where name of the text, for messages
   * @throws FormatException if it is damaged, or has a key or value that means nothing
   */
  public static DomainSet parse(String text, String where) {
    return StrictText.parse(text, where, DomainSet::of);
  }

  /** As {@link #parse} for a part of a larger configuration. */
  public static DomainSet of(StrictNode node) {
    node.allow("side", "pixelMm", "region", "enhancement", "train", "validation", "test");
    try {
      int side = node.whole("side", USUAL_SIDE);
      return new DomainSet(
          side,
          node.number("pixelMm", USUAL_WIDTH_MM / side),
          node.choice("region", BodyRegion.class, null),
          node.has("enhancement")
              ? Optional.of(ContrastSet.enhancement(node.child("enhancement")))
              : Optional.empty(),
          Bodies.of(node.child("train"), 1),
          Bodies.of(node.childOrEmpty("validation"), 1),
          Bodies.of(node.childOrEmpty("test"), 1));
    } catch (IllegalArgumentException e) {
      throw new FormatException(node.where() + ": " + e.getMessage(), e);
    }
  }

  /** All bodies: those of training, validation and test. */
  public List<PhantomBody> bodies() {
    return List.of(train, validation, test).stream()
        .flatMap(part -> bodies(part).stream())
        .toList();
  }

  private List<PhantomBody> bodies(Bodies part) {
    return LongStream.range(part.firstSeed, part.firstSeed + part.count)
        .mapToObj(seed -> new PhantomBody(region, seed, side, pixelMm, 1, 1))
        .toList();
  }

  /** Names of the subjects of a part. */
  public SortedSet<String> subjects(Bodies part) {
    SortedSet<String> names = new TreeSet<>();
    bodies(part).forEach(body -> names.add(body.subject()));
    return names;
  }
}
