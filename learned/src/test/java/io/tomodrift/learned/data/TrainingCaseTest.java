package io.tomodrift.learned.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.metrics.Mask;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainingCaseTest {

  private static final Volume FLAT = Cases.volume(2, 8, 9, (k, j, i) -> 0);

  @Test
  void refusesVolumesThatDoNotBelongTogether() {
    Volume other = Cases.volume(2, 8, 8, (k, j, i) -> 0);
    assertThrows(IllegalArgumentException.class, () -> Cases.of("a", CaseKind.REAL, FLAT, other));
    Volume moved =
        new Volume(
            FLAT.stack(), FLAT.frame().withOrigin(FLAT.frame().positionMm(0, 0, 1)), FLAT.unit());
    assertThrows(IllegalArgumentException.class, () -> Cases.of("a", CaseKind.REAL, FLAT, moved));
  }

  @Test
  void namesTheVoxelThatIsNoNumber() {
    Volume bad = Cases.volume(2, 8, 9, (k, j, i) -> k == 1 && j == 3 && i == 7 ? Double.NaN : 0);
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class, () -> Cases.of("odd", CaseKind.REAL, bad, FLAT));
    assertEquals("case odd: the input is NaN at slice 1, row 3, column 7", failure.getMessage());
  }

  @Test
  void setsKnowTheirSubjects() {
    TrainingCase real = Cases.of("a", CaseKind.REAL, FLAT, FLAT);
    TrainingCase phantom = Cases.of("b", CaseKind.PHANTOM, FLAT, FLAT);
    CaseSet set = new CaseSet(List.of(phantom, real));
    assertEquals(Set.of("a", "b"), set.subjects());
    assertEquals(List.of(real), set.ofKind(CaseKind.REAL).cases());
    assertEquals(List.of(phantom), set.ofSubjects(Set.of("b")).cases());
    assertEquals(2 * 2 * 2 * 8 * 9 * 4, set.bytes());
    assertThrows(IllegalArgumentException.class, () -> new CaseSet(List.of(real, real)));
    TrainingCase same =
        new TrainingCase("c", "a", CaseKind.PHANTOM, FLAT, FLAT, java.util.Optional.empty());
    assertThrows(IllegalArgumentException.class, () -> new CaseSet(List.of(real, same)));
  }

  /** A bone the input shows dark counts; what is far from anything the input shows does not. */
  @Test
  void bodyOfTwoModalities() {
    Volume ct = Cases.volume(1, 60, 60, (k, j, i) -> j > 5 && j < 55 && i > 5 ? 50 : -1000);
    Volume mr =
        Cases.volume(1, 60, 60, (k, j, i) -> j > 5 && j < 55 && i > 5 && i < 30 && j != 20 ? 9 : 0);
    Mask both = Cases.of("a", CaseKind.REAL, mr.with(mr.stack(), VolumeUnit.ARBITRARY), ct).body();
    assertTrue(both.contains(0, 20, 15));
    assertTrue(both.contains(0, 30, 34));
    assertTrue(!both.contains(0, 30, 37));
    assertTrue(!both.contains(0, 3, 15), "the target shows air there");
  }
}
