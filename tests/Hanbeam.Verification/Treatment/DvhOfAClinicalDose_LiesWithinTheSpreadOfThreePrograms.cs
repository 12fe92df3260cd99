using System.Globalization;
using Hanbeam.Dicom.Ct;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Tests;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Structures;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Treatment;

public sealed class DvhOfAClinicalDose_LiesWithinTheSpreadOfThreePrograms
{
    private static readonly string[] Names = ["BODY", "Bladder", "Femoral Head Lt", "Femoral Head RT", "PTV", "Rectum"];
    private static readonly string[] Programs = ["Eclipse", "CERR", "SlicerRT"];

    private const double ThinMm = 0.1; // a contour as a body: thin against the dose grid

    private const string EndSlab = "half a bin of the 0.2 Gy tables, and what the dose changes by over half a slice at the structure's end, where its coldest 2 % lie: Hanbeam follows the dose "
        + "through the end slab, the programs, which differ by 2.6 Gy here, end the body otherwise or give the slab the dose of its plane";

    [Fact]
    public void PelvisPhantom()
    {
        var claim = Claim.Of(
            this,
            "Volumes and dose–volume histograms of a photon plan on the RANDO pelvis phantom, the contours cut with the dose on its own 2.5 mm grid, agree with those of Eclipse, CERR and SlicerRT as well as these agree with each other, but for the D98 of the rectum, which lies below all three.",
            "DVH tables of Eclipse, CERR and SlicerRT for the same dose and contours [Pinter2012]");
        var folder = SharedData.Path("cases", "rando_pelvis");
        var references = Array.ConvertAll(Programs, program => new ReferenceHistograms(Path.Combine(folder, "reference", $"EclipseProstate_DvhTable_{program}.csv")));
        var dose = new NrrdFile(Path.Combine(folder, "reference", "EclipseProstate_Dose.nrrd"));
        var patient = DicomCaseReader.Read(folder);
        var structures = patient.Structures;
        var doses = new DoseVolume { Values = new Grid<float>(DoseGrid(dose), dose.Values), Quantity = DoseQuantity.PhysicalDose };
        var rows = new List<IReadOnlyList<string>>();
        for (var n = 0; n < Names.Length; n++)
        {
            var dvh = DoseVolumeHistogram.Create(structures.Single(s => s.Name == Names[n]), doses);
            Compare(claim, rows, n, "volume", dvh.VolumeCc, [.. references.Select(r => r.VolumesCc[n])], 0.003 * dvh.VolumeCc, "cm³", "the programs count pixels by their centres, Hanbeam their areas; on a 1 mm grid that is 0.3 %");
            Compare(claim, rows, n, "mean", dvh.Mean, [.. references.Select(r => r.Mean(n))], 0.1, "Gy", "half a bin of the 0.2 Gy tables");
            foreach (var percent in new[] { 98.0, 95, 50, 5, 2 })
            {
                var (own, others) = (dvh.DoseAtVolumePercent(percent), Array.ConvertAll(references, r => r.DoseAtVolumePercent(n, percent)));
                if (Names[n] == "Rectum" && percent == 98)
                {
                    rows.Add(Row(n, "D98", "Gy", own, others));
                    claim.AtMost("Rectum D98, outside the spread of the programs by", others.Min() - own, OverHalfAStep(structures.Single(s => s.Name == Names[n]), doses), "Gy", EndSlab);
                }
                else Compare(claim, rows, n, $"D{percent}", own, others, 0.1, "Gy", "half a bin of the 0.2 Gy tables");
            }
        }

        claim.Table("All programs", ["structure", "quantity", "Hanbeam", .. Programs], rows);
        var rectum = DoseVolumeHistogram.Create(structures.Single(s => s.Name == "Rectum"), doses).Curve(0.2);
        var eclipse = references[0].Curve(5);
        claim.Figure("Rectum", "dose (Gy)", "volume (%)", ("Hanbeam", rectum.Dose, rectum.VolumePercent, false), ("Eclipse", [.. eclipse.Select(p => p.Gy)], [.. eclipse.Select(p => p.Percent)], true));
        claim.Conclude();
    }

    private static void Compare(Claim claim, List<IReadOnlyList<string>> rows, int structure, string quantity, double own, double[] others, double tolerance, string unit, string reason)
    {
        var (middle, half) = (0.5 * (others.Min() + others.Max()), 0.5 * (others.Max() - others.Min()));
        claim.Within($"{Names[structure]} {quantity}", own, middle, half + tolerance, unit, $"spread of the three programs and {tolerance.ToString("G3", CultureInfo.InvariantCulture)} {unit}: {reason}");
        rows.Add(Row(structure, quantity, unit, own, others));
    }

    private static IReadOnlyList<string> Row(int structure, string quantity, string unit, double own, double[] others) =>
        [Names[structure], $"{quantity} ({unit})", .. others.Prepend(own).Select(value => value.ToString("F2", CultureInfo.InvariantCulture))];

    // What the mean dose of a structure's lowest or highest contour changes by over half a step outwards, the larger of the two, Gy.
    private static double OverHalfAStep(Structure structure, DoseVolume dose)
    {
        var planes = structure.Contours.Select(contour => contour.Z).Distinct().Order().ToArray();
        double At(double planeMm, double zMm)
        {
            var contours = structure.Contours.Where(contour => contour.Z == planeMm).Select(contour => contour with { Z = zMm });
            return DoseVolumeHistogram.Create(StructureBody.Of(structure with { Contours = [.. contours] }, ThinMm), dose).Mean;
        }

        var half = 0.5 * (planes[1] - planes[0]);
        var below = Math.Abs(At(planes[0], planes[0] - half) - At(planes[0], planes[0]));
        return Math.Max(below, Math.Abs(At(planes[^1], planes[^1] + half) - At(planes[^1], planes[^1])));
    }

    private static GridGeometry DoseGrid(NrrdFile dose)
    {
        var (sizes, origin, axes) = (dose.Numbers("sizes"), dose.Numbers("space origin"), dose.Numbers("space directions"));
        return new GridGeometry(new Vector3d(origin[0], origin[1], origin[2]), new Vector3d(axes[0], axes[4], axes[8]), (int)sizes[0], (int)sizes[1], (int)sizes[2]);
    }
}
