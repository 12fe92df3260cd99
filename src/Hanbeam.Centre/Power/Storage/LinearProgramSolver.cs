using Google.OrTools.LinearSolver;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Power.Storage;

/// <summary>Hands a <see cref="LinearProgram"/> to CLP, a simplex solver in OR-Tools: one thread, the same answer every time. Of those that OR-Tools brings it was the fastest on a year of hours (docs/methods/storage.md).</summary>
public static class LinearProgramSolver
{
    /// <summary>Solves.</summary>
    /// <param name="program">The program.</param>
    /// <param name="context">Cancellation; threads are not used.</param>
    /// <param name="solver">Solver by the name that OR-Tools has for it; it must give multipliers.</param>
    /// <returns>The solution, or null where none exists.</returns>
    /// <exception cref="OperationCanceledException">Ctrl-C.</exception>
    public static LinearSolution? Solve(LinearProgram program, WorkContext context, string solver = "CLP")
    {
        using var engine = Solver.CreateSolver(solver) ?? throw new InvalidOperationException($"OR-Tools has no solver {solver}");
        var variables = new Variable[program.Variables];
        using var objective = engine.Objective();
        for (var j = 0; j < variables.Length; j++)
        {
            variables[j] = engine.MakeNumVar(program.Lower[j], program.Upper[j], "");
            objective.SetCoefficient(variables[j], program.Costs[j]);
        }

        objective.SetMinimization();
        var rows = new Constraint[program.Rows];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = engine.MakeConstraint(program.RowLower[i], program.RowUpper[i]);
            for (var n = 0; n < program.TermsOf(i); n++)
            {
                var (variable, coefficient) = program.Term(i, n);
                rows[i].SetCoefficient(variables[variable], coefficient);
            }
        }

        using var stop = context.Cancellation.Register(() => engine.InterruptSolve());
        var status = engine.Solve();
        context.Cancellation.ThrowIfCancellationRequested();
        if (status == Solver.ResultStatus.INFEASIBLE) return null;

        // CLP takes Ctrl-C for itself while it works, and then comes back unfinished; nothing else stops it, as no limits are set.
        if (status is Solver.ResultStatus.FEASIBLE or Solver.ResultStatus.NOT_SOLVED) throw new OperationCanceledException($"{solver} was stopped");
        if (status != Solver.ResultStatus.OPTIMAL) throw new InvalidOperationException($"{solver} ended with {status}");
        return new LinearSolution([.. variables.Select(variable => variable.SolutionValue())], [.. rows.Select(row => row.DualValue())]);
    }
}
