using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Treatment.Evaluation;

/// <summary>
/// The cumulative dose–volume histogram of a structure: the body as drawn, cut with the trilinearly interpolated dose. Nothing is counted by voxel centres.
/// </summary>
/// <remarks>
/// The body is walked through on lines parallel to x, whose ends lie where the outline is; along a line the interpolated dose is exactly piecewise linear, and across
/// it the slopes of the dose are spread over the strip that the line stands for. The curve is kept at 10 000 steps from the lowest to the highest dose, exact there and
/// linear between. The dose grid may have any spacing and place; where the body reaches beyond it, figures are those of the part inside and <see cref="Warnings"/> says so.
/// Accuracy: docs/methods/dvh.md and the verification claims DvhOfAnalyticBodies and DvhOfAClinicalDose. The same bits for any number of threads.
/// </remarks>
public sealed class DoseVolumeHistogram
{
    private readonly DvhNodes nodes;
    private readonly double factor = 1;

    private DoseVolumeHistogram(StructureBody body, DvhNodes nodes, DoseVolume dose, double coveredPercent, IReadOnlyList<string> warnings)
    {
        (this.nodes, Structure, StructureVolumeCc, CoveredPercent, Warnings) = (nodes, body.Name, body.VolumeCc, coveredPercent, warnings);
        (Quantity, Unit, RbeModel, Extent, Fractions) = (dose.Quantity, dose.Unit, dose.RbeModel, dose.Extent, dose.Fractions);
    }

    private DoseVolumeHistogram(DoseVolumeHistogram other, double factor, string unit, DoseExtent extent)
    {
        (nodes, Structure, StructureVolumeCc, CoveredPercent, Warnings) = (other.nodes, other.Structure, other.StructureVolumeCc, other.CoveredPercent, other.Warnings);
        (Quantity, RbeModel, Fractions, MinDoseGy) = (other.Quantity, other.RbeModel, other.Fractions, other.MinDoseGy);
        (this.factor, Unit, Extent) = (other.factor * factor, unit, extent);
    }

    /// <summary>The structure's name.</summary>
    public string Structure { get; }

    /// <summary>What the values are.</summary>
    public DoseQuantity Quantity { get; }

    /// <summary>Unit of the values: Gy, Gy(RBE), keV/µm, nothing for RBE, or % after <see cref="AsPercentOf"/>.</summary>
    public string Unit { get; }

    /// <summary>Name of the RBE model, or null.</summary>
    public string? RbeModel { get; }

    /// <summary>Whether the values stand for all fractions or for one.</summary>
    public DoseExtent Extent { get; }

    /// <summary>Number of fractions, or null where it is not known.</summary>
    public int? Fractions { get; }

    /// <summary>For LET and RBE: the physical dose from which on volume counts, Gy in the dose's own extent; else null.</summary>
    public double? MinDoseGy { get; private init; }

    /// <summary>The volume that the figures are about, cm³: the structure inside the dose grid, for LET and RBE where there is dose enough.</summary>
    public double VolumeCc => nodes.VolumeCc;

    /// <summary>Volume of the whole structure, cm³.</summary>
    public double StructureVolumeCc { get; }

    /// <summary>Part of the structure that lies inside the dose grid, per cent.</summary>
    public double CoveredPercent { get; }

    /// <summary>What a reader of the figures should know, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Mean, weighted by volume.</summary>
    public double Mean => factor * nodes.Mean;

    /// <summary>Lowest value.</summary>
    public double Min => factor * nodes.Min;

    /// <summary>Highest value.</summary>
    public double Max => factor * nodes.Max;

    /// <summary>Near-minimum dose: what 98 % of the volume receives at least [ICRU83].</summary>
    public double D98 => DoseAtVolumePercent(98);

    /// <summary>What 95 % of the volume receives at least.</summary>
    public double D95 => DoseAtVolumePercent(95);

    /// <summary>Median dose [ICRU83].</summary>
    public double D50 => DoseAtVolumePercent(50);

    /// <summary>Near-maximum dose: what 2 % of the volume receives at least [ICRU83].</summary>
    public double D2 => DoseAtVolumePercent(2);

    /// <summary>Homogeneity index (D2 − D98)/D50, 0 for a uniform dose [ICRU83]; not a number where D50 is 0.</summary>
    public double HomogeneityIndex => D50 == 0 ? double.NaN : (D2 - D98) / D50;

    /// <summary>Standard deviation over the volume.</summary>
    public double StandardDeviation => factor * Math.Sqrt(nodes.MeanOf(dose => (dose - nodes.Mean) * (dose - nodes.Mean)));

    /// <summary>Makes the histogram of a structure.</summary>
    /// <param name="structure">Contours or mask; one drawn on a single plane is taken as thick as a slice of the dose grid, with a warning.</param>
    /// <param name="dose">The dose.</param>
    /// <param name="work">Threads and cancellation; all processors where left out.</param>
    /// <exception cref="InputException">The structure is empty or wholly outside the dose grid, a dose in it is not a finite number, or the frames of reference differ.</exception>
    public static DoseVolumeHistogram Create(Structure structure, DoseVolume dose, WorkContext? work = null) =>
        Create(StructureBody.Of(structure, dose.Values.Geometry.Spacing.Z), dose, work);

    /// <summary>Makes the histogram of voxels, those partly inside evenly filled.</summary>
    /// <param name="membership">The voxels, on any grid.</param>
    /// <param name="dose">The dose.</param>
    /// <param name="work">Threads and cancellation; all processors where left out.</param>
    /// <exception cref="InputException">As for a structure.</exception>
    public static DoseVolumeHistogram Create(VoxelMembership membership, DoseVolume dose, WorkContext? work = null) => Create(StructureBody.Of(membership), dose, work);

    /// <summary>Makes the histogram of a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="dose">The dose.</param>
    /// <param name="work">Threads and cancellation; all processors where left out.</param>
    /// <exception cref="InputException">As for a structure.</exception>
    public static DoseVolumeHistogram Create(StructureBody body, DoseVolume dose, WorkContext? work = null) =>
        Create(body, dose, x => new DoseSampler(body.Name, x, dose.Values), null, work);

    /// <summary>Makes an LET–volume histogram, where the physical dose is high enough for LET to mean anything.</summary>
    /// <param name="body">The body.</param>
    /// <param name="let">Dose-averaged LET, keV/µm.</param>
    /// <param name="physicalDose">The physical dose on the same grid; LET is interpolated weighted with it.</param>
    /// <param name="minDoseGy">Physical dose from which on volume counts, Gy, above 0.</param>
    /// <param name="work">Threads and cancellation; all processors where left out.</param>
    /// <exception cref="InputException">As for a dose; the grids or what the volumes stand for do not fit; or nowhere in the structure is dose enough.</exception>
    public static DoseVolumeHistogram CreateLet(StructureBody body, DoseVolume let, DoseVolume physicalDose, double minDoseGy, WorkContext? work = null)
    {
        Expect(let, DoseQuantity.Let);
        CheckDenominator(let, physicalDose, minDoseGy);
        var product = new Grid<float>(let.Values.Geometry);
        for (var n = 0; n < product.Values.Length; n++) product.Values[n] = let.Values.Values[n] * physicalDose.Values.Values[n];
        return Create(body, let, x => new RatioSampler(body.Name, x, product, physicalDose.Values, minDoseGy), minDoseGy, work);
    }

    /// <summary>Makes an RBE–volume histogram: RBE-weighted over physical dose, where the latter is high enough.</summary>
    /// <param name="body">The body.</param>
    /// <param name="rbeWeightedDose">RBE-weighted dose, Gy(RBE).</param>
    /// <param name="physicalDose">The physical dose on the same grid, of the same fractions.</param>
    /// <param name="minDoseGy">Physical dose from which on volume counts, Gy, above 0.</param>
    /// <param name="work">Threads and cancellation; all processors where left out.</param>
    /// <exception cref="InputException">As for a dose; the grids or what the volumes stand for do not fit; or nowhere in the structure is dose enough.</exception>
    public static DoseVolumeHistogram CreateRbe(StructureBody body, DoseVolume rbeWeightedDose, DoseVolume physicalDose, double minDoseGy, WorkContext? work = null)
    {
        Expect(rbeWeightedDose, DoseQuantity.RbeWeightedDose);
        CheckDenominator(rbeWeightedDose, physicalDose, minDoseGy);
        if (rbeWeightedDose.Extent != physicalDose.Extent)
            throw new InputException($"RBE of structure '{body.Name}': one dose is total and the other per fraction; both must be of the same extent");
        var rbe = rbeWeightedDose with { Quantity = DoseQuantity.Rbe };
        return Create(body, rbe, x => new RatioSampler(body.Name, x, rbeWeightedDose.Values, physicalDose.Values, minDoseGy), minDoseGy, work);
    }

    /// <summary>D_x: the dose that a part of the volume receives at least.</summary>
    /// <param name="percent">The part, per cent of the volume, 0 to 100.</param>
    public double DoseAtVolumePercent(double percent) => DoseAtVolumeCc(percent / 100 * VolumeCc);

    /// <summary>D_cc: the dose that a volume receives at least; the lowest dose where the structure is smaller than that.</summary>
    /// <param name="volumeCc">The volume, cm³, not negative.</param>
    public double DoseAtVolumeCc(double volumeCc)
    {
        if (!(volumeCc >= 0)) throw new ArgumentOutOfRangeException(nameof(volumeCc), volumeCc, "a volume cannot be negative");
        return factor * nodes.DoseAtCc(volumeCc);
    }

    /// <summary>V_d: the volume that receives at least a dose, cm³.</summary>
    /// <param name="dose">The dose, in <see cref="Unit"/>.</param>
    public double VolumeCcAtDose(double dose) => nodes.VolumeCcAt(dose / factor);

    /// <summary>V_d: the part of the volume that receives at least a dose, per cent.</summary>
    /// <param name="dose">The dose, in <see cref="Unit"/>.</param>
    public double VolumePercentAtDose(double dose) => 100 * (VolumeCcAtDose(dose) / VolumeCc);

    /// <summary>The generalised equivalent uniform dose (mean of dose to the power of a) to the power of 1/a [Niemierko1999].</summary>
    /// <param name="a">The exponent, not 0: 1 gives the mean, large ones tend to the highest dose, negative ones to the lowest.</param>
    /// <returns>The dose; 0 for a negative exponent where some volume gets no dose.</returns>
    public double Eud(double a)
    {
        if (!double.IsFinite(a) || a == 0) throw new ArgumentOutOfRangeException(nameof(a), a, "the exponent must be a finite number other than 0");
        if (nodes.Max <= 0) return 0;

        // Relative to an end of the range, so that no power leaves the numbers.
        var reference = a > 0 ? nodes.Max : nodes.Min;
        if (reference <= 0) return 0;
        return factor * reference * Math.Pow(nodes.MeanOf(dose => Math.Pow(Math.Max(0, dose) / reference, a)), 1 / a);
    }

    /// <summary>The curve at doses 0, w, 2w, … up to the first beyond the highest dose, where it is 0 %.</summary>
    /// <param name="binWidth">The step w, in <see cref="Unit"/>, above 0.</param>
    public DvhCurve Curve(double binWidth)
    {
        if (!(binWidth > 0)) throw new ArgumentOutOfRangeException(nameof(binWidth), binWidth, "a bin width must be above 0");
        var last = (int)Math.Max(0, Math.Floor(Max / binWidth)) + 1;
        var curve = new DvhCurve(VolumeCc, new double[last + 1], new double[last + 1]);
        for (var n = 0; n <= last; n++)
        {
            curve.Dose[n] = n * binWidth;
            curve.VolumePercent[n] = VolumePercentAtDose(curve.Dose[n]);
        }

        return curve;
    }

    /// <summary>The same histogram with doses in per cent of one, usually the prescription.</summary>
    /// <param name="dose">The dose that is 100 %, in <see cref="Unit"/>, above 0.</param>
    public DoseVolumeHistogram AsPercentOf(double dose)
    {
        if (!(dose > 0)) throw new ArgumentOutOfRangeException(nameof(dose), dose, "the reference dose must be above 0");
        return new DoseVolumeHistogram(this, 100 / dose, "%", Extent);
    }

    /// <summary>The same histogram for all fractions or for one, all fractions being alike.</summary>
    /// <param name="extent">What the doses shall stand for.</param>
    /// <exception cref="InputException">The number of fractions is not known.</exception>
    public DoseVolumeHistogram For(DoseExtent extent)
    {
        if (extent == Extent || Quantity is DoseQuantity.Let or DoseQuantity.Rbe) return this;
        if (Fractions is not { } fractions)
            throw new InputException($"structure '{Structure}': the dose does not say how many fractions it has, so it cannot be turned from {Extent} to {extent}");
        return new DoseVolumeHistogram(this, extent == DoseExtent.Total ? fractions : 1.0 / fractions, Unit, extent);
    }

    private static DoseVolumeHistogram Create(StructureBody body, DoseVolume dose, Func<AxisCells, LineSampler> sampler, double? minDoseGy, WorkContext? work)
    {
        if (body.FrameOfReferenceUid.Length > 0 && dose.FrameOfReferenceUid.Length > 0 && body.FrameOfReferenceUid != dose.FrameOfReferenceUid)
            throw new InputException($"{Where(dose)}structure '{body.Name}' is drawn in the frame of reference {body.FrameOfReferenceUid} but the dose lies in {dose.FrameOfReferenceUid}");
        var (shares, insideMm3) = BodyWalk.Sample(body, dose.Values.Geometry, sampler, work ?? WorkContext.Default);
        if (!(insideMm3 > 0)) throw new InputException($"{Where(dose)}structure '{body.Name}' lies wholly outside the dose grid");
        if (shares.All(slab => slab.Count == 0))
            throw new InputException(FormattableString.Invariant($"{Where(dose)}structure '{body.Name}' receives nowhere {minDoseGy} Gy, from which on {dose.Quantity} counts"));
        var percent = Math.Min(100, insideMm3 / 10 / body.VolumeCc);
        List<string> warnings = [.. body.Warnings];
        if (percent < 100 - UncoveredPercent)
            warnings.Add(FormattableString.Invariant($"{percent:0.0} % of structure '{body.Name}' lies inside the dose grid; its figures are those of that part"));
        return new DoseVolumeHistogram(body, new DvhNodes(shares), dose, percent, warnings) { MinDoseGy = minDoseGy };
    }

    // Below this what lies outside is the rounding of coordinates and of volumes.
    private const double UncoveredPercent = 0.05;

    private static void Expect(DoseVolume volume, DoseQuantity quantity)
    {
        if (volume.Quantity != quantity) throw new InputException($"{Where(volume)}the values are {volume.Quantity}, where {quantity} is needed");
    }

    private static void CheckDenominator(DoseVolume volume, DoseVolume physicalDose, double minDoseGy)
    {
        Expect(physicalDose, DoseQuantity.PhysicalDose);
        if (!(minDoseGy > 0)) throw new ArgumentOutOfRangeException(nameof(minDoseGy), minDoseGy, "the threshold must be above 0 Gy");
        if (volume.Values.Geometry != physicalDose.Values.Geometry) throw new InputException($"{Where(volume)}its grid is not that of the physical dose; both must lie on one grid");
    }

    private static string Where(DoseVolume dose) => dose.Source.Length > 0 ? dose.Source + ": " : "";
}
