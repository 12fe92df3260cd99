using Hanbeam.Numerics.Random;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// What stands in a beam upstream of the patient, as layers across it: z downstream from where ions start, x and y those of the beam, moved so that the axis is
/// in the middle. One for each worker: the ripple filter's density is set anew for every ion.
/// </summary>
internal sealed class UpstreamLine
{
    /// <summary>Coordinates of the axis, mm: layers are this wide to either side.</summary>
    public const float AxisMm = 1024;

    // Thick plates are cut into layers of this, mm: scattering changes little within one.
    private const double LayerMm = 5;

    private readonly List<(int Layer, int Slab)> ripples = [];
    private readonly IReadOnlyList<UpstreamSlab> slabs;
    private readonly int firstMaterial;

    public UpstreamLine(IReadOnlyList<UpstreamSlab> slabs, int firstMaterial, double startZgMm)
    {
        (this.slabs, this.firstMaterial) = (slabs, firstMaterial);
        var planes = new List<float> { 0 };
        var words = new List<uint>();
        var z = 0.0;
        void Add(double thickness, uint word)
        {
            z += thickness;
            planes.Add((float)z);
            words.Add(word);
        }

        foreach (var n in Enumerable.Range(0, slabs.Count).OrderByDescending(n => slabs[n].UpstreamZgMm))
        {
            var slab = slabs[n];
            var gap = startZgMm - slab.UpstreamZgMm - z;
            if (gap > 0.01) Add(gap, 0);
            var layers = slab.RandomWidthMm > 0 ? 1 : (int)Math.Ceiling(slab.ThicknessMm / LayerMm);
            if (slab.RandomWidthMm > 0) ripples.Add((words.Count, n));
            for (var layer = 0; layer < layers; layer++) Add(slab.ThicknessMm / layers, TransportGrid.Word(slab.DensityGPerCm3, firstMaterial + n));
        }

        Grid = new TransportGrid([0, 2 * AxisMm], [0, 2 * AxisMm], [.. planes], [.. words]);
    }

    /// <summary>The layers.</summary>
    public TransportGrid Grid { get; }

    /// <summary>Draws the thickness of the ripple filters for one ion, as a density.</summary>
    public void DrawRipples(ref CounterRandom random)
    {
        foreach (var (layer, n) in ripples)
        {
            var slab = slabs[n];
            var thickness = Math.Max(0, slab.ThicknessMm + (random.NextDouble() - 0.5) * slab.RandomWidthMm);
            Grid.Voxels[layer] = TransportGrid.Word(slab.DensityGPerCm3 * thickness / slab.ThicknessMm, firstMaterial + n);
        }
    }
}
