using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>All that the workers of a run share; read only.</summary>
internal sealed class RunPlan
{
    public RunPlan(TransportGeometry geometry, BeamSource[] sources, ScoringRequest request, MonteCarloSettings settings, WorkContext work, TransportTables? tables = null)
    {
        if (geometry.Grid is not null && (request.RingEdgesMm is not null || request.Spectra is not null))
            throw new ArgumentException("rings and spectra are scored in slabs (TransportGeometry.Slab), not on grids of voxels", nameof(request));
        (Geometry, Sources, Request) = (geometry, sources, request);
        tables ??= new TransportTables(geometry, sources, request.Quantities, settings.Reactions, work);
        tables.RequireFor(geometry, sources, request, settings);
        Physics = tables.Physics;
        FirstMaterial = [.. sources.Select(tables.FirstMaterial)];
        Layout = new ScoringLayout(geometry, request, Physics);
        Primaries = new PrimaryGenerator(sources);
        SpectrumLength = request.Spectra is { } spectra ? Physics.Species.Length * spectra.Planes.Count * (spectra.RingEdgesMm.Count - 1) * spectra.Bins : 0;
        Lanes = settings.Lanes && geometry.Grid is not null && LaneTransport.IsSupported;
        Transport = new TransportSettings(settings.Seed, TransportSettings.CutFor(SmallestEdge(geometry)));
    }

    public TransportGeometry Geometry { get; }

    public BeamSource[] Sources { get; }

    public ScoringRequest Request { get; }

    /// <summary>Index of the material of each source's first slab.</summary>
    public int[] FirstMaterial { get; }

    public TransportPhysics Physics { get; }

    public ScoringLayout Layout { get; }

    public PrimaryGenerator Primaries { get; }

    /// <summary>Whether sixteen ions are followed at a time.</summary>
    public bool Lanes { get; }

    public int SpectrumLength { get; }

    public TransportSettings Transport { get; }

    private static float SmallestEdge(TransportGeometry geometry)
    {
        static float Least(float[] planes)
        {
            var least = float.PositiveInfinity;
            for (var n = 1; n < planes.Length; n++) least = MathF.Min(least, planes[n] - planes[n - 1]);
            return least;
        }

        var grid = geometry.Voxels;
        var ofVoxels = MathF.Min(Least(grid.PlanesX), MathF.Min(Least(grid.PlanesY), Least(grid.PlanesZ)));
        return geometry.Grid is { Spacing: var spacing } ? MathF.Min(ofVoxels, (float)Math.Min(spacing.X, Math.Min(spacing.Y, spacing.Z))) : ofVoxels;
    }
}
