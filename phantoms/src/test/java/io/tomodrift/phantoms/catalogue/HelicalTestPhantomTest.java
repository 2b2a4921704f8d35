package io.tomodrift.phantoms.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.SolidPhantom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelicalTestPhantomTest {

  private static final HounsfieldScale WATER = new HounsfieldScale(0.0186);
  private static final HelicalTestPhantom PHANTOM = HelicalTestPhantom.standard(WATER);

  @Test
  void insertsHaveTheirValueInTheSolidAndInItsSlices() {
    SolidPhantom solid = PHANTOM.solid();
    for (SolidInsert insert : PHANTOM.inserts()) {
      Vec3 centre = insert.centreMm();
      assertEquals(insert.hu(), WATER.toHu(solid.value(centre)), 1e-9, insert.name());
      double cut = solid.sliceAt(centre.z()).value(centre.x(), centre.y());
      assertEquals(insert.hu(), WATER.toHu(cut), 1e-9, insert.name());
      Vec3 outside = centre.plus(new Vec3(0, 0, insert.halfLengthMm() + 0.01));
      assertNotEquals(insert.hu(), WATER.toHu(solid.value(outside)), 1, insert.name());
    }
    assertEquals(0, WATER.toHu(solid.value(new Vec3(0, 0, 0))), 1e-9);
    assertEquals(-1000, WATER.toHu(solid.value(new Vec3(0, 0, 61))), 1e-9);
  }

  @Test
  void insertsLieInTheBodyAndApart() {
    List<SolidInsert> inserts = PHANTOM.inserts();
    for (int i = 0; i < inserts.size(); i++) {
      SolidInsert insert = inserts.get(i);
      double x = insert.centreMm().x() / (HelicalTestPhantom.HALF_WIDTH_MM - insert.radiusMm());
      double y = insert.centreMm().y() / (HelicalTestPhantom.HALF_HEIGHT_MM - insert.radiusMm());
      assertTrue(x * x + y * y < 1, insert + " leaves the body");
      for (SolidInsert other : inserts.subList(0, i)) {
        Vec3 apart = insert.centreMm().minus(other.centreMm());
        boolean balls = insert.form() == SolidInsert.Form.BALL && other.form() == insert.form();
        double distance = balls ? apart.norm() : Math.hypot(apart.x(), apart.y());
        assertTrue(distance > insert.radiusMm() + other.radiusMm() + 2, insert + " / " + other);
      }
    }
  }

  /** No mirror image and no half turn is the phantom itself. */
  @ParameterizedTest
  @CsvSource({"-1,1,1", "1,-1,1", "1,1,-1", "-1,-1,1", "-1,1,-1", "1,-1,-1", "-1,-1,-1"})
  void noFlipLeavesItUnchanged(int x, int y, int z) {
    SolidPhantom solid = PHANTOM.solid();
    int changed = 0;
    for (SolidInsert insert : PHANTOM.inserts()) {
      Vec3 c = insert.centreMm();
      Vec3 flipped = new Vec3(x * c.x(), y * c.y(), z * c.z());
      changed += Math.abs(WATER.toHu(solid.value(flipped)) - insert.hu()) > 50 ? 1 : 0;
    }
    assertTrue(changed >= 4, "inserts that show the flip: " + changed);
  }

  @Test
  void tooShortABodyIsRejected() {
    assertThrows(IllegalArgumentException.class, () -> new HelicalTestPhantom(20, WATER));
  }
}
