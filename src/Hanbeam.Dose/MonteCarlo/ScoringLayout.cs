using Hanbeam.Dose.BeamModels;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Which numbers a cell holds and how cells and spectra are numbered. All numbers of a cell lie together, so that a step touches one cache line.</summary>
internal sealed class ScoringLayout
{
    /// <summary>Energy to the medium, MeV.</summary>
    public const int Medium = 0;

    /// <summary>Energy times the stopping ratio of water, MeV.</summary>
    public const int Water = 1;

    /// <summary>The same of the ions that count in the means.</summary>
    public const int Followed = 2;

    /// <summary>The first of the products with a quantity, LET.</summary>
    public const int Products = 3;

    /// <summary>Charges told apart: recoils and 1 to 10.</summary>
    public const int Charges = 11;

    private readonly TransportGeometry geometry;
    private readonly float[]? slabMasses;

    public ScoringLayout(TransportGeometry geometry, ScoringRequest request, TransportPhysics physics)
    {
        Quantities = physics.QuantityCount;
        var fours = (Products + Quantities + 3) / 4 * 4;
        ByCharge = request.ByCharge ? fours : -1;
        Stride = fours + (request.ByCharge ? Charges + 1 : 0);
        RingSquares = request.RingEdgesMm is { } rings ? Squares(rings) : null;
        Rings = RingSquares?.Length ?? 1;
        Axis = 0.5f * geometry.Voxels.PlanesX[^1];
        Grid = geometry.Cells;
        Order = Grid?.Order ?? geometry.Voxels.Order;
        Cells = geometry.Grid?.Count ?? geometry.Voxels.Voxels.Length * Rings;
        this.geometry = geometry;
        if (geometry.Grid is null) slabMasses = SlabMasses(geometry, request.RingEdgesMm);
        if (request.Spectra is not { } spectra) return;
        Spectra = spectra;
        SpectrumBins = new SpectrumBins(spectra.LowestMeVPerU, spectra.HighestMeVPerU, spectra.Bins);
        SpectrumRingSquares = Squares(spectra.RingEdgesMm);
        PlaneIndex = new int[geometry.Voxels.Nz + 1];
        Array.Fill(PlaneIndex, -1);
        for (var n = 0; n < spectra.Planes.Count; n++) PlaneIndex[spectra.Planes[n]] = n;
    }

    public int Quantities { get; }

    /// <summary>The first of the numbers by charge, −1 for none.</summary>
    public int ByCharge { get; }

    /// <summary>Numbers in a cell: a multiple of four, for the lanes.</summary>
    public int Stride { get; }

    /// <summary>Number of cells.</summary>
    public int Cells { get; }

    /// <summary>Where cells lie in memory while they are scored into; null for the order of their indices.</summary>
    public BlockOrder? Order { get; }

    /// <summary>Places in memory, without the spare one that takes what falls outside the cells.</summary>
    public int Places => Order?.Count ?? Cells;

    /// <summary>Numbers of all places and the spare one.</summary>
    public long Numbers => (Places + 1L) * Stride;

    /// <summary>Where scores go; null where it is the voxel's own cell.</summary>
    public ScoringCells? Grid { get; }

    public int Rings { get; }

    /// <summary>Mass of each cell, g.</summary>
    public float[] Masses => slabMasses ?? geometry.CellMasses;

    /// <summary>Squares of the outer radii, mm².</summary>
    public float[]? RingSquares { get; }

    /// <summary>Where the axis of the rings is, x and y, mm.</summary>
    public float Axis { get; }

    public SpectrumScoring? Spectra { get; }

    public SpectrumBins? SpectrumBins { get; }

    public float[] SpectrumRingSquares { get; } = [];

    /// <summary>Index of a spectrum's plane by plane of the slab, −1 for none.</summary>
    public int[] PlaneIndex { get; } = [];

    /// <summary>The ring of a place.</summary>
    public int Ring(float[] squares, float x, float y)
    {
        var (dx, dy) = (x - Axis, y - Axis);
        var square = dx * dx + dy * dy;
        var ring = 0;
        while (ring < squares.Length - 1 && square >= squares[ring]) ring++;
        return ring;
    }

    // Of a slab: a cubic millimetre at 1 g/cm³ is a milligram. The last ring counts as if it ended at its radius, a slab without rings as 1 mm² wide: doses are then integrals over the plane.
    private float[] SlabMasses(TransportGeometry geometry, IReadOnlyList<double>? rings)
    {
        var grid = geometry.Voxels;
        var masses = new float[Cells];
        for (var voxel = 0; voxel < grid.Voxels.Length; voxel++)
        {
            var density = (double)TransportGrid.Density(grid.Voxels[voxel]);
            var area = 1.0;
            for (var ring = 0; ring < Rings; ring++)
            {
                if (rings is not null) area = Math.PI * (rings[ring + 1] * rings[ring + 1] - rings[ring] * rings[ring]);
                masses[voxel * Rings + ring] = (float)(1e-3 * density * area * (grid.PlanesZ[voxel + 1] - grid.PlanesZ[voxel]));
            }
        }

        return masses;
    }

    private static float[] Squares(IReadOnlyList<double> edges) => [.. edges.Skip(1).Select(edge => (float)(edge * edge))];
}
