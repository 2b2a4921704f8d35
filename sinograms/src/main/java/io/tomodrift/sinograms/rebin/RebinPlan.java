package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceAxis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What single-slice rebinning makes of a scan: which fan-beam scan, which slices, from which views
 * and with how much memory. Reads poses only, no projections. Immutable, safe for any number of
 * threads.
 *
 * <p>The fan has its source at the nominal radius, the channels of the detector (twice as many for
 * folded focal spots that interlace in the plane), its centre where the central ray of the focal
 * spot position nearest to the focal centre falls, and views that coincide with measured ones of
 * that position.
 */
public final class RebinPlan {

  /** Views kept beyond those needed, for interpolation, for each focal spot position. */
  private static final int SPARE_VIEWS = 4;

  private final HelicalGeometry scan;
  private final RebinSettings settings;
  private final SpotPattern pattern;
  private final FanGrid grid;
  private final RayGroups groups;
  private final PitchLimits limits;
  private final Coverage coverage;
  private final ShortScanWindow shortScan;
  private final SliceSet slices;
  private final ScanLength length;
  private final double reachMm;
  private final List<String> warnings = new ArrayList<>();

  private RebinPlan(HelicalGeometry scan, RebinSettings settings, RebinRequest request) {
    this.scan = scan;
    this.settings = settings;
    this.pattern = SpotPattern.of(scan);
    this.grid = FanGrid.of(scan, pattern, settings.focalSpotViews());
    this.limits = PitchLimits.of(scan, grid.fan());
    this.length = ScanLength.of(scan);
    requireHelix();
    limits.require(settings.mode(), scan.feedPerTurnMm());
    ConeDetector detector = scan.detector();
    this.groups = new RayGroups(detector, grid, pattern, settings);
    RayReach reach = new RayReach(detector.centreRow(), detector.rows());
    if (settings.mode() == RebinMode.SHORT_SCAN) {
      this.shortScan = new ShortScanWindow(scan, grid, groups, reach);
      this.coverage = shortScan;
    } else {
      this.shortScan = null;
      this.coverage =
          new TurnCoverage(grid.fan(), groups, pattern, reach, scan.rowPitchAtIsocenterMm());
    }
    this.slices = SliceSet.of(request, coverage, length);
    this.reachMm = farthestMm();
    warn();
  }

  /**
   * Plans the rebinning of a scan.
   *
   * @throws GeometryException if the scan is no helix, too short or too fast for the mode, or if
   *     slices are requested that are not complete
   */
  public static RebinPlan of(HelicalGeometry scan, RebinSettings settings, RebinRequest request) {
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(request, "request");
    return new RebinPlan(Objects.requireNonNull(scan, "scan"), settings, request);
  }

  private void requireHelix() {
    if (scan.isCircular()) {
      throw new GeometryException(
          "feed %.1f mm per turn: this is a circular scan, single-slice rebinning needs a table that moves"
              .formatted(Math.abs(scan.feedPerTurnMm())));
    }
    double needed =
        settings.mode() == RebinMode.TURN360
            ? 360
            : 180 + 2 * Math.toDegrees(grid.fan().halfFanRad());
    if (length.degrees() < needed - 1e-6) {
      throw new GeometryException(
          "the views cover %.2f degrees, %s needs at least %.2f; read more views of the series"
              .formatted(length.degrees(), settings.mode(), needed));
    }
  }

  private void warn() {
    List<ZInterval> valid = coverage.valid();
    if (valid.size() > 1) {
      warnings.add(
          "views are missing: slices are complete only in %s; the longest of these is used unless others are asked for"
              .formatted(valid));
    }
    boolean several = grid.families().size() > 1;
    if (several && settings.focalSpotViews() == FocalSpotViews.ALL) {
      warnings.add(
          "the focal spot moves within the plane: as views of their own its positions are interpolated to common channels; folding keeps them where they were measured");
    }
  }

  static ZInterval longest(List<ZInterval> intervals) {
    return intervals.stream()
        .max(Comparator.comparingDouble(ZInterval::lengthMm))
        .orElseThrow(() -> new GeometryException("no slice is complete"));
  }

  /** Farthest along Z that a ray used for a slice is from its source, mm. */
  private double farthestMm() {
    ConeDetector detector = scan.detector();
    double reach = shortScan == null ? Math.abs(scan.feedPerTurnMm()) / 2 : shortScan.farthestMm();
    for (SpotOptics spot : pattern.spots()) {
      for (int column = 0; column < detector.columns(); column++) {
        double share = spot.midpointShare(column);
        double lift = spot.midpointLiftMm(column);
        reach = Math.max(reach, Math.abs(lift + share * detector.rowOffsetMm(0)));
        reach = Math.max(reach, Math.abs(lift + share * detector.rowOffsetMm(detector.rows() - 1)));
      }
    }
    return reach + 2 * scan.rowPitchAtIsocenterMm();
  }

  /** The scan. */
  public HelicalGeometry scan() {
    return scan;
  }

  /** The settings. */
  public RebinSettings settings() {
    return settings;
  }

  /**
   * The fan-beam scan of the stack; in mode {@link RebinMode#SHORT_SCAN} that of its first slice.
   */
  public FanBeamGeometry geometry() {
    return geometry(0);
  }

  /** The fan-beam scan of a slice; the same for all but in mode {@link RebinMode#SHORT_SCAN}. */
  public FanBeamGeometry geometry(int slice) {
    return shortScan == null ? grid.fan() : shortScan.geometry(sliceAxis().zMm(slice));
  }

  /** Z of the slices. */
  public SliceAxis sliceAxis() {
    return slices.axis();
  }

  /** Number of slices. */
  public int slices() {
    return slices.count();
  }

  /** Number of thin sections averaged for each slice. */
  public int sectionsPerSlice() {
    return slices.sections();
  }

  /**
   * Intervals of Z in which every ray within the symmetric fan is measured, rising; several if
   * views are missing. The whole thickness of a slice must be within.
   */
  public List<ZInterval> validIntervals() {
    return coverage.valid();
  }

  /**
   * The longest of {@link #validIntervals()}.
   *
   * @throws GeometryException if there is none
   */
  public ZInterval validInterval() {
    return longest(coverage.valid());
  }

  /** Fraction of the rays within the symmetric fan that are measured, estimated on a sample. */
  public double completeness(int slice) {
    double sum = 0;
    for (int section = 0; section < slices.sections(); section++) {
      sum += coverage.fractionAt(slices.sectionMm(slice, section));
    }
    return sum / slices.sections();
  }

  /** Largest feeds and pitches for each mode. */
  public PitchLimits pitchLimits() {
    return limits;
  }

  /** Views of one focal spot position in a turn. */
  public int foldedViewsPerTurn() {
    return (int) Math.round(2 * Math.PI / pattern.stepRad());
  }

  /** Number of focal spot positions. */
  public int focalSpotPositions() {
    return pattern.count();
  }

  /** What the user should know. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** The views needed for slices {@code from} to {@code to} (exclusive). */
  public ViewRange viewsNeeded(int from, int to) {
    Objects.checkFromToIndex(from, to, slices());
    double extent = slices.thicknessMm() / 2;
    double low = slices.axis().zMm(from) - extent - reachMm;
    double high = slices.axis().zMm(to - 1) + extent + reachMm;
    int first = scan.views();
    int last = -1;
    for (int view = 0; view < scan.views(); view++) {
      double z = scan.pose(view).zMm();
      if (z >= low && z <= high) {
        first = Math.min(first, view);
        last = view;
      }
    }
    if (last < 0) {
      return new ViewRange(0, 0);
    }
    int spare = SPARE_VIEWS * pattern.count();
    return new ViewRange(Math.max(0, first - spare), Math.min(scan.views(), last + 1 + spare));
  }

  /** Bytes of the projections in memory for slabs of so many slices. */
  public long windowBytes(int slicesPerSlab) {
    double length =
        (slicesPerSlab - 1) * slices.axis().spacingMm() + slices.thicknessMm() + 2 * reachMm;
    long views = (long) Math.ceil(length * this.length.viewsPerMm());
    views = Math.min(scan.views(), views + 2L * SPARE_VIEWS * pattern.count() + 1);
    return ViewWindow.bytes(views, scan.views(), scan.detector().elements());
  }

  /** Bytes of projections and result in memory for slabs of so many slices. */
  public long slabBytes(int slicesPerSlab) {
    FanBeamGeometry fan = geometry();
    long values = (long) fan.views() * fan.channels() * FloatStack.lanesFor(slicesPerSlab);
    return windowBytes(slicesPerSlab) + 4 * values;
  }

  /** The largest number of slices, at most {@code most}, whose slabs fit a budget; 0 if none. */
  public int slicesFitting(long budgetBytes, int most) {
    int fitting = 0;
    int beyond = most + 1;
    while (beyond - fitting > 1) {
      int middle = (fitting + beyond) >>> 1;
      if (slabBytes(middle) <= budgetBytes) {
        fitting = middle;
      } else {
        beyond = middle;
      }
    }
    return fitting;
  }

  SliceSet sliceSet() {
    return slices;
  }

  /**
   * Farthest along Z that a ray used for a slice is from its source, with two rows to spare, mm.
   */
  double reachMm() {
    return reachMm;
  }

  /** Every so many views the ray groups are the same. */
  int groupPeriod() {
    return groups.period();
  }

  /** Ray groups read by a view of a slice's scan. */
  List<RayGroup> groups(int slice, int view) {
    if (shortScan == null) {
      return groups.of(view);
    }
    long gridView = shortScan.firstView(sliceAxis().zMm(slice)) + view;
    return groups.of((int) Math.floorMod(gridView, (long) grid.fan().views()));
  }

  boolean symmetric(int channel) {
    return groups.symmetric(channel);
  }
}
