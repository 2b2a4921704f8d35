package io.tomodrift.phantoms.catalogue;

import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.phantoms.AnalyticPhantom;
import io.tomodrift.phantoms.SolidPhantom;
import java.util.Optional;

/**
 * The phantoms by name, at a standard size, with {@link HounsfieldScale#DEFAULT} as the attenuation
 * of water. All fit a field of view of 500 mm.
 */
public enum PhantomCatalogue {
  /** {@link SheppLogan} with the original densities, 1.0 = water, unit square of 460.8 mm. */
  SHEPP_LOGAN("ten ellipses, 1 % contrast") {
    @Override
    public AnalyticPhantom slice() {
      return sheppLogan(SheppLogan.Contrast.ORIGINAL, WATER.muWaterPerMm()).slice();
    }

    @Override
    public Optional<SolidPhantom> solid() {
      return Optional.of(sheppLogan(SheppLogan.Contrast.ORIGINAL, WATER.muWaterPerMm()).solid());
    }
  },
  /** {@link SheppLogan} with Toft's densities, 1.0 = 0.02/mm, unit square of 460.8 mm. */
  MODIFIED_SHEPP_LOGAN("ten ellipses, 10 to 20 % contrast") {
    @Override
    public AnalyticPhantom slice() {
      return sheppLogan(SheppLogan.Contrast.MODIFIED, 0.02).slice();
    }

    @Override
    public Optional<SolidPhantom> solid() {
      return Optional.of(sheppLogan(SheppLogan.Contrast.MODIFIED, 0.02).solid());
    }
  },
  /** {@link WaterDisc} of 100 mm radius with eight inserts from air to cortical bone. */
  WATER_DISC("water with inserts from -1000 to 1000 HU") {
    @Override
    public AnalyticPhantom slice() {
      return WaterDisc.standard(100, WATER).slice();
    }

    @Override
    public Optional<SolidPhantom> solid() {
      return Optional.of(WaterDisc.standard(100, WATER).solid(100));
    }
  },
  /** {@link HeadPhantom}. */
  FORBILD_HEAD("head in the manner of FORBILD, ellipses cut by half-planes") {
    @Override
    public AnalyticPhantom slice() {
      return HeadPhantom.slice(WATER.muWaterPerMm());
    }
  },
  /** A wire of 0.1 mm radius and 10000 HU at (17.3, 9.1) mm in water of 50 mm radius. */
  WIRE("thin wire in water, for the MTF") {
    @Override
    public AnalyticPhantom slice() {
      return QualityPhantoms.wire(50, 0.1, 10000, 17.3, 9.1, WATER);
    }
  },
  /** A disc of 30 mm radius and 100 HU, off centre, in water of 100 mm radius. */
  EDGE("circular edge in water, for the MTF") {
    @Override
    public AnalyticPhantom slice() {
      return QualityPhantoms.circularEdge(100, 30, 100, 20.3, 10.7, WATER);
    }
  },
  /** Body, lungs, heart, spine, ribs, vessels and nodules in HU, 360 x 240 mm. */
  THORAX("chest of solids, in HU") {
    @Override
    public AnalyticPhantom slice() {
      return ThoraxPhantom.solid(WATER).sliceAt(0);
    }

    @Override
    public Optional<SolidPhantom> solid() {
      return Optional.of(ThoraxPhantom.solid(WATER));
    }
  },
  /** Bars of 2 to 12 line pairs per cm, 1000 HU, in water of 100 mm radius. */
  BAR_PATTERN("bars of 2 to 12 line pairs per cm") {
    @Override
    public AnalyticPhantom slice() {
      return QualityPhantoms.barPattern(100, 1000, WATER, 2, 3, 4, 5, 6, 7, 8, 10, 12);
    }
  },
  /** Water of 100 mm radius, 200 mm long. */
  UNIFORM_CYLINDER("water only, for noise power spectra") {
    @Override
    public AnalyticPhantom slice() {
      return QualityPhantoms.uniformCylinder(100, 100, WATER).sliceAt(0);
    }

    @Override
    public Optional<SolidPhantom> solid() {
      return Optional.of(QualityPhantoms.uniformCylinder(100, 100, WATER));
    }
  },
  /** Seven flat discs of 80 mm radius, 20 mm apart. */
  DEFRISE("stacked discs, for cone-beam artefacts") {
    @Override
    public AnalyticPhantom slice() {
      return QualityPhantoms.defrise(80, 4, 20, 7, WATER).sliceAt(0);
    }

    @Override
    public Optional<SolidPhantom> solid() {
      return Optional.of(QualityPhantoms.defrise(80, 4, 20, 7, WATER));
    }
  },
  /** {@link HelicalTestPhantom}, 300 x 264 x 120 mm. */
  HELICAL_TEST("cylinders and balls in water, for multi-row scans") {
    @Override
    public AnalyticPhantom slice() {
      return HelicalTestPhantom.standard(WATER).solid().sliceAt(0);
    }

    @Override
    public Optional<SolidPhantom> solid() {
      return Optional.of(HelicalTestPhantom.standard(WATER).solid());
    }
  };

  private static final HounsfieldScale WATER = HounsfieldScale.DEFAULT;
  private static final double UNIT_SQUARE_HALF_MM = 230.4;

  private final String description;

  PhantomCatalogue(String description) {
    this.description = description;
  }

  /** What it is for, in a few words. */
  public String description() {
    return description;
  }

  /** The plane phantom; where there is a solid one, its slice at Z = 0. */
  public abstract AnalyticPhantom slice();

  /** The solid phantom, where there is one. */
  public Optional<SolidPhantom> solid() {
    return Optional.empty();
  }

  private static SheppLogan sheppLogan(SheppLogan.Contrast contrast, double perMm) {
    return new SheppLogan(contrast, UNIT_SQUARE_HALF_MM, perMm);
  }
}
