using Hanbeam.Physics;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Scattering;
using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels;

/// <summary>Makes the pencil beam of one energy: mono-energetic transport folded with the spread in range, on the depths of the machine file.</summary>
internal sealed class PencilBeamBuilder
{
    private const double Step = TransportTables.StepMm;

    private readonly TransportTables _tables;
    private readonly SpectrumBins _bins;
    private readonly RangeSpread _spread;
    private readonly MonoenergeticTransport _transport;
    private readonly RangeTable _carbon = RangeTable.Of(Ion.Carbon12);
    private readonly double _energy;
    private readonly double[] _depths;
    private readonly double[] _spectraDepths;
    private readonly (int Z, int A, LateralGroup Group)[] _species;
    private readonly double[] _spectra;

    public PencilBeamBuilder(TransportTables tables, SpectrumBins bins, double energyMeVPerU, BeamLine line, RippleFilter? ripple)
    {
        _tables = tables;
        _bins = bins;
        _energy = energyMeVPerU;
        _spread = new RangeSpread(Ion.Carbon12, energyMeVPerU, line, ripple);
        var peak = _carbon.RangeMm(energyMeVPerU) - _spread.MeanMm;
        _depths = DepthGrids.Dose(peak);
        _spectraDepths = DepthGrids.Spectra(peak);
        _transport = new MonoenergeticTransport(tables, energyMeVPerU, _depths[^1] + _spread.ThicknessMm[^1] + 2 * Step, _spread.MeanMm);
        _species = [.. tables.Species.Select(s => (s.Ion.Z, s.Ion.A, s.Group)).Distinct()];
        _spectra = new double[_species.Length * _spectraDepths.Length * bins.Count];
    }

    public EnergyBeamData Build()
    {
        var nodes = NodesByStep();
        _transport.Run((step, fields) =>
        {
            foreach (var (node, share) in nodes[step]) AddFragments(step, node, share, fields);
        });
        for (var node = 0; node < _spectraDepths.Length; node++) AddPrimaries(node);
        var (dose, let, sigma) = Fold();
        return Assemble(dose, let, sigma);
    }

    // Each depth of the spectra takes from the two steps around it, linearly. The ripple filter counts with its mean: fragments have more spread of their own.
    private ILookup<int, (int Node, double Share)> NodesByStep() =>
        _spectraDepths.SelectMany((depth, node) =>
        {
            var x = (depth + _spread.MeanMm) / Step;
            var step = (int)x;
            return new[] { (Step: step, Node: node, Share: 1 - (x - step)), (Step: step + 1, Node: node, Share: x - step) };
        }).ToLookup(n => n.Step, n => (n.Node, n.Share));

    private (double[][] Dose, double[] Let, double[][] SigmaSquared) Fold()
    {
        var dose = NewTable();
        var sigma = NewTable();
        var let = new double[_depths.Length];
        var slowed = _carbon.EnergyMeVPerU(_transport.RangeMm - _spread.MeanMm);
        for (var d = 0; d < _depths.Length; d++)
        {
            double primary = 0, electronic = 0, letDose = 0;
            for (var j = 0; j < _spread.Weight.Length; j++)
            {
                var w = _spread.Weight[j];
                var depth = _depths[d] + _spread.ThicknessMm[j];
                var (stopping, stoppingSquared) = PrimaryAt(depth);
                primary += w * stopping;
                electronic += w * (stopping + At(_transport.ElectronicDose, depth));
                letDose += w * (stoppingSquared + At(_transport.LetDose, depth));
                dose[BeamComponents.Core][d] += w * At(_transport.PrimaryLocal, depth);
                for (var c = 0; c < BeamComponents.Count; c++)
                {
                    var part = w * At(_transport.Dose[c], depth);
                    dose[c][d] += part;
                    sigma[c][d] += part * At(_transport.SigmaSquared[c], depth);
                }
            }

            AddCoreScatter(d, slowed, primary, dose, sigma);
            let[d] = electronic > 0 ? letDose / electronic : 0;
        }

        return (dose, let, sigma);
    }

    private void AddCoreScatter(int d, double slowed, double primary, double[][] dose, double[][] sigma)
    {
        var scatter = FermiEyges.MomentsBehindWater(Ion.Carbon12.Z, Ion.Carbon12.A, slowed, _depths[d]).A2;
        sigma[BeamComponents.Core][d] += (primary + dose[BeamComponents.Core][d]) * scatter;
        var fragments = 0.0;
        for (var j = 0; j < _spread.Weight.Length; j++) fragments += _spread.Weight[j] * At(_transport.Dose[BeamComponents.Core], _depths[d] + _spread.ThicknessMm[j]);
        sigma[BeamComponents.Core][d] -= fragments * scatter;
        dose[BeamComponents.Core][d] += primary;
        for (var c = 0; c < BeamComponents.Count; c++)
            sigma[c][d] = dose[c][d] > 0 ? sigma[c][d] / dose[c][d] : d > 0 ? sigma[c][d - 1] : 0;
    }

    // Mean dose and dose times LET of the primaries over one cell of the spread, MeV/mm and MeV/mm·keV/µm.
    private (double Dose, double LetDose) PrimaryAt(double depth)
    {
        var high = _transport.RangeMm - depth + 0.5 * _spread.CellMm;
        if (high <= 0) return (0, 0);
        var upper = _carbon.EnergyMeVPerU(high);
        var lower = _carbon.EnergyMeVPerU(high - _spread.CellMm);
        var perMm = Survival(depth) * Ion.Carbon12.A / _spread.CellMm;
        return (perMm * (upper - lower), perMm * (_carbon.StoppingIntegral(upper) - _carbon.StoppingIntegral(lower)));
    }

    private double Survival(double depth)
    {
        var x = Math.Clamp(depth / Step, 0, _transport.Steps);
        var i = Math.Min((int)x, _transport.Steps - 1);
        return _transport.PrimarySurvival[i] + (x - i) * (_transport.PrimarySurvival[i + 1] - _transport.PrimarySurvival[i]);
    }

    // Values belong to the middle of each step.
    private static double At(double[] perStep, double depth)
    {
        var x = Math.Clamp(depth / Step - 0.5, 0, perStep.Length - 1.001);
        var i = (int)x;
        return perStep[i] + (x - i) * (perStep[i + 1] - perStep[i]);
    }

    private void AddFragments(int step, int node, double share, IReadOnlyList<FragmentField> fields)
    {
        for (var s = 1; s < fields.Count; s++)
        {
            var species = _tables.Species[s];
            var bins = Bins(species, node);
            var cells = fields[s].Cells;
            for (var cell = step + 1; cell < fields[s].Top; cell++)
            {
                if (cells[cell] > 0) _bins.Add(bins, species.Energy[cell - step], share * cells[cell]);
            }
        }
    }

    private void AddPrimaries(int node)
    {
        var bins = Bins(_tables.Species[0], node);
        for (var j = 0; j < _spread.Weight.Length; j++)
        {
            var depth = _spectraDepths[node] + _spread.ThicknessMm[j];
            var residual = _transport.RangeMm - depth;
            if (residual > 0) _bins.Add(bins, _carbon.EnergyMeVPerU(residual), _spread.Weight[j] * Survival(depth));
        }
    }

    private Span<double> Bins(TransportSpecies species, int node)
    {
        var index = Array.IndexOf(_species, (species.Ion.Z, species.Ion.A, species.Group));
        return _spectra.AsSpan((index * _spectraDepths.Length + node) * _bins.Count, _bins.Count);
    }

    private EnergyBeamData Assemble(double[][] dose, double[] let, double[][] sigmaSquared)
    {
        const double GyMm2PerMillionIons = PhysicalConstants.GyMm2PerMeVPerMm * 1e6;
        var total = new double[_depths.Length];
        foreach (var part in dose)
        {
            for (var d = 0; d < total.Length; d++) total[d] += part[d];
        }

        return new EnergyBeamData
        {
            EnergyMeVPerU = _energy,
            DepthMm = _depths,
            IntegralDose = [.. total.Select(t => t * GyMm2PerMillionIons)],
            DoseAveragedLet = let,
            Components = [.. dose.Select((part, c) => new LateralComponent(
                BeamComponents.Groups[c],
                [.. part.Select((p, d) => total[d] > 0 ? p / total[d] : c == BeamComponents.Hydrogen ? 1 : 0)], // beyond all ranges
                [.. sigmaSquared[c].Select(Math.Sqrt)]))],
            Spectra = new FluenceSpectra
            {
                DepthMm = _spectraDepths,
                Species = _species,
                EnergyEdgesMeVPerU = _bins.Edges,
                IonsPerPrimary = [.. _spectra.Select(v => (float)v)],
            },
        };
    }

    private double[][] NewTable() => [.. Enumerable.Range(0, BeamComponents.Count).Select(_ => new double[_depths.Length])];
}
