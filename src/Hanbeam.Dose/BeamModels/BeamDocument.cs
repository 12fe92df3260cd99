namespace Hanbeam.Dose.BeamModels;

/// <summary>The part of machine.json that says what the arrays of one energy are.</summary>
internal sealed record BeamDocument
{
    /// <summary>Folder of its arrays inside the zip.</summary>
    public required string Folder { get; init; }

    /// <summary>Group of each lateral component: core, fragments or halo.</summary>
    public required IReadOnlyList<LateralGroup> Components { get; init; }

    /// <summary>Species of the spectra, absent without spectra.</summary>
    public IReadOnlyList<SpeciesDocument>? Species { get; init; }

    /// <summary>Tissue classes of the kernels, absent without kernels.</summary>
    public IReadOnlyList<KernelDocument>? Kernels { get; init; }
}
