namespace Hanbeam.Dose.Influence;

/// <summary>y = D w and g = Dᵀ r for one group of lateral components on one set of points. Two threads or twenty give the same bits.</summary>
internal interface IBrickOperator
{
    /// <summary>Spot–point pairs that count.</summary>
    long NonZeros { get; }

    /// <summary>Memory held for this operator alone, bytes.</summary>
    long Bytes { get; }

    /// <summary>ADDS to the points' quantities.</summary>
    void Forward(ReadOnlySpan<double> weights, VoxelQuantities result);

    /// <summary>ADDS to the spots' gradient.</summary>
    void Adjoint(VoxelQuantities gradient, Span<double> spotGradient);
}
