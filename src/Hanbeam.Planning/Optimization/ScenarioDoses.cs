using System.Numerics.Tensors;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.Influence;

namespace Hanbeam.Planning.Optimization;

/// <summary>
/// One scenario of a plan's function: weights → dose and effect of each group of beams → total RBE-weighted dose and LET; and back. Between the two it keeps the
/// derivatives of the total by the groups' quantities, nothing else.
/// </summary>
internal sealed class ScenarioDoses
{
    private const int ChunkSize = 4096;

    private readonly IReadOnlyList<IDoseInfluence> beams;
    private readonly IReadOnlyList<FieldGroup> groups;
    private readonly IRbeModel rbe;
    private readonly int[] start;
    private readonly int threads;
    private readonly VoxelQuantities[] quantities;
    private readonly VoxelQuantities?[] missing;
    private readonly double[] physicalGy;
    private readonly double[] let;
    private readonly int count;

    public ScenarioDoses(IReadOnlyList<IDoseInfluence> beams, IReadOnlyList<FieldGroup> groups, IRbeModel rbe, int[] start, int count, bool withLet, int threads)
    {
        (this.beams, this.groups, this.rbe, this.start, this.count, this.threads) = (beams, groups, rbe, start, count, threads);
        quantities = [.. groups.Select(_ => new VoxelQuantities(count, withLet))];
        missing = new VoxelQuantities?[groups.Count];
        physicalGy = new double[withLet ? count : 0];
        let = new double[withLet ? count : 0];
    }

    private bool WithLet => let.Length > 0;

    /// <summary>SETS the total dose and the LET of each voxel; a stop is heard between two beams.</summary>
    public void Forward(ReadOnlySpan<double> weights, double[] totalGyRbe, double[] letKeVPerUm, CancellationToken cancellation)
    {
        Array.Clear(totalGyRbe);
        Array.Clear(physicalGy);
        Array.Clear(let);
        for (var g = 0; g < groups.Count; g++)
        {
            if (missing[g] is { } from) Copy(from, quantities[g]);
            else quantities[g].Clear();
            AddBeams(g, weights, quantities[g], cancellation);
            if (missing[g] is not null) CutNegative(quantities[g]);

            var (q, group) = (quantities[g], groups[g]);
            InChunks((from, to) => AddDose(q, group, totalGyRbe, from, to));
        }

        if (!WithLet) return;
        InChunks((from, to) =>
        {
            for (var n = from; n < to; n++) let[n] = physicalGy[n] > 0 ? let[n] / physicalGy[n] : 0;
        });
        let.CopyTo(letKeVPerUm, 0);
    }

    /// <summary>
    /// What the operators' dose lacks at weights to the final dose, for each group of beams; for <see cref="Correct"/>. A stop leaves the scenario as it was.
    /// </summary>
    /// <param name="weights">10⁶ ions per fraction of each spot.</param>
    /// <param name="addFinal">Adds a beam's final dose of one fraction.</param>
    /// <param name="cancellation">A stop is heard between two beams.</param>
    public VoxelQuantities[] Lack(ReadOnlySpan<double> weights, Action<int, VoxelQuantities> addFinal, CancellationToken cancellation)
    {
        var lacks = new VoxelQuantities[groups.Count];
        for (var g = 0; g < groups.Count; g++)
        {
            var (operators, final) = (new VoxelQuantities(count, WithLet), new VoxelQuantities(count, WithLet));
            AddBeams(g, weights, operators, cancellation);
            foreach (var beam in groups[g].Beams)
            {
                cancellation.ThrowIfCancellationRequested();
                addFinal(beam, final);
            }

            TensorPrimitives.Subtract<double>(final.Dose, operators.Dose, final.Dose);
            TensorPrimitives.Subtract<double>(final.AlphaDose, operators.AlphaDose, final.AlphaDose);
            TensorPrimitives.Subtract<double>(final.SqrtBetaDose, operators.SqrtBetaDose, final.SqrtBetaDose);
            TensorPrimitives.Subtract<double>(final.LetDose, operators.LetDose, final.LetDose);
            lacks[g] = final;
        }

        return lacks;
    }

    /// <summary>Corrects the operators: what they lack is added from now on, a constant. Near the weights it was found at, that is all but what they lack there.</summary>
    /// <param name="lacks">From <see cref="Lack"/>.</param>
    public void Correct(VoxelQuantities[] lacks) => lacks.CopyTo(missing, 0);

    /// <summary>Turns what <see cref="Forward"/> left into the gradient by the groups' quantities; once for each forward.</summary>
    /// <param name="byDose">Derivative by each voxel's total dose.</param>
    /// <param name="byLet">Derivative by each voxel's LET; empty without.</param>
    public void Chain(double[] byDose, double[] byLet)
    {
        for (var g = 0; g < groups.Count; g++)
        {
            var (q, group) = (quantities[g], groups[g]);
            InChunks((from, to) => Chain(q, group, byDose, byLet, from, to));
        }
    }

    /// <summary>SETS the derivative by each weight; a stop is heard between two beams.</summary>
    public void Adjoint(Span<double> gradient, CancellationToken cancellation)
    {
        for (var g = 0; g < groups.Count; g++)
        {
            foreach (var beam in groups[g].Beams)
            {
                cancellation.ThrowIfCancellationRequested();
                beams[beam].Adjoint(quantities[g], gradient.Slice(start[beam], beams[beam].SpotCount));
            }
        }
    }

    /// <summary>SETS, for each spot, the sum over voxels of its physical dose per 10⁶ ions times a factor.</summary>
    public void PhysicalAdjoint(VoxelQuantities factors, Span<double> sums)
    {
        foreach (var beam in groups.SelectMany(group => group.Beams)) beams[beam].Adjoint(factors, sums.Slice(start[beam], beams[beam].SpotCount));
    }

    private void AddBeams(int group, ReadOnlySpan<double> weights, VoxelQuantities result, CancellationToken cancellation)
    {
        foreach (var beam in groups[group].Beams)
        {
            cancellation.ThrowIfCancellationRequested();
            beams[beam].Forward(weights.Slice(start[beam], beams[beam].SpotCount), result);
        }
    }

    private static void Copy(VoxelQuantities from, VoxelQuantities to)
    {
        from.Dose.CopyTo(to.Dose, 0);
        from.AlphaDose.CopyTo(to.AlphaDose, 0);
        from.SqrtBetaDose.CopyTo(to.SqrtBetaDose, 0);
        from.LetDose.CopyTo(to.LetDose, 0);
    }

    // Far from the weights of a correction a voxel of hardly any dose could come out below 0, which no RBE model knows.
    private static void CutNegative(VoxelQuantities quantities)
    {
        foreach (var values in new[] { quantities.Dose, quantities.AlphaDose, quantities.SqrtBetaDose, quantities.LetDose }) TensorPrimitives.Max(values, 0, values);
    }

    private void AddDose(VoxelQuantities q, FieldGroup group, double[] totalGyRbe, int from, int to)
    {
        double copies = group.Copies;
        double fractions = group.Fractions;
        for (var n = from; n < to; n++)
        {
            if (WithLet) (physicalGy[n], let[n]) = (physicalGy[n] + fractions * copies * q.Dose[n], let[n] + fractions * copies * q.LetDose[n]);
            var dose = rbe.Evaluate(copies * q.Dose[n], copies * q.AlphaDose[n], copies * q.SqrtBetaDose[n]);
            totalGyRbe[n] += fractions * dose.GyRbe;
            q.Dose[n] = fractions * copies * dose.ByDose;
            q.AlphaDose[n] = fractions * copies * dose.ByAlphaDose;
            q.SqrtBetaDose[n] = fractions * copies * dose.BySqrtBetaDose;
        }
    }

    private void Chain(VoxelQuantities q, FieldGroup group, double[] byDose, double[] byLet, int from, int to)
    {
        for (var n = from; n < to; n++)
        {
            var outer = byDose[n];
            q.Dose[n] *= outer;
            q.AlphaDose[n] *= outer;
            q.SqrtBetaDose[n] *= outer;
            if (!WithLet) continue;

            // LET = ΣLd/Σd: its derivatives by this group's ΣLd and Σd.
            var share = physicalGy[n] > 0 ? group.Fractions * group.Copies / physicalGy[n] : 0;
            q.LetDose[n] = byLet[n] * share;
            q.Dose[n] -= byLet[n] * let[n] * share;
        }
    }

    private void InChunks(Action<int, int> body) =>
        Parallel.For(0, (count + ChunkSize - 1) / ChunkSize, new ParallelOptions { MaxDegreeOfParallelism = threads }, chunk => body(chunk * ChunkSize, Math.Min(count, (chunk + 1) * ChunkSize)));
}
